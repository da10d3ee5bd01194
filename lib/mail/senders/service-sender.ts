import type { Mailbox } from '@/lib/mail/email.ts';

/** Local parts from which a service writes what anybody did there: forges, reviews, trackers, forums. */
const SERVICE = new RegExp(
  '^(?:gerrit|gitlab|gitea|forgejo|jira|redmine|phabric[a-z-]{0,20}|reviews|discourse|(?:do-?)?no-?reply|' +
    'notifications?)(?:[+-][^@]{1,100})?@(?!(?:[^@]{0,60}\\.)?github\\.com$)',
  'i',
);
/** `Ann Lee (@ann)`. */
const WITH_LOGIN = /^(.{1,100}?) \(@([\w.-]{1,60})\)$/;
/** `ann (Ann Lee)` of Phabricator, which has the domain of a login too: `ann_example.org (Ann Lee)`. */
const LOGIN_FIRST = /^([\w.-]{1,60}) \((.{1,100})\)$/;
/** `Ann Lee (Code Review)`, `Ann Lee via Phabricator`. */
const SERVICE_NAME = / (?:\([^()]{1,40}\)|via [^<>]{1,80})$/;
const NAME_MAX = 200;

/**
 * Who wrote a mail that a service sent for him from its one address, by the name that stands with it; null for any
 * other mail, and where no name does.
 */
export function serviceSender({ name, email }: Mailbox): Mailbox | null {
  if (!SERVICE.test(email)) return null;
  const whole = name
    .slice(0, NAME_MAX)
    .trim()
    .replace(/^["']|["']$/g, '');
  const [, named, login] = WITH_LOGIN.exec(whole) ?? [];
  if (named !== undefined && login !== undefined) return { name: named, email: nameAddress(login, email) };
  const [, first, inner] = /^phabric/i.test(email) ? (LOGIN_FIRST.exec(whole) ?? []) : [];
  if (first !== undefined && inner !== undefined) return { name: inner, email: nameAddress(inner, email) };
  const bare = whole.replace(SERVICE_NAME, '');
  return bare === '' || bare === email ? null : { name: bare, email: nameAddress(bare, email) };
}

/**
 * An address for who has but a name where all share the address `shared`, as GitHub makes it of a login: it is nobody's
 * elsewhere. The shared one where the name has no letter.
 */
export function nameAddress(name: string, shared: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const host = shared.slice(shared.lastIndexOf('@') + 1).toLowerCase();
  return words.length === 0 ? shared : `${words.join('.')}@users.noreply.${host}`;
}

import type { Signal } from '@/lib/mail/facts.ts';

/** The address of a revision in what Phabricator mails of it. */
const REVISION = /\nREVISION DETAIL\n {2}(https?:\/\/[^\s<>]{1,180}\/D\d{1,9})[ \r]*(?:\n|$)/;
/** With which words GitHub, or a relay of it, mails that commits of a pull request came. */
const PULL_REQUEST = new RegExp(
  '^\\s{0,20}https://github\\.com/[\\w-]{1,40}(?:\\[bot\\])? [a-z_ ]{2,40} ' +
    '(https://github\\.com/[\\w.-]{1,60}/[\\w.-]{1,100}/pull/\\d{1,9})\\s',
);

/**
 * The address of the change that a forge tells of, which is one in all its mails: each that shows a diff is a version
 * of it. Null for other mail.
 */
export function forgeChange(body: string): string | null {
  return PULL_REQUEST.exec(body.slice(0, HEAD_MAX))?.[1] ?? REVISION.exec(body)?.[1] ?? null;
}

/** What a forge tells that was done with a change, where it says so at the head of a mail. */
export function toldByForge(body: string): readonly Signal[] {
  const head = body.slice(0, HEAD_MAX);
  const at = (found: RegExpExecArray): Range => ({ start: found.index, end: found.index + found[0].length });
  const github = ON_GITHUB.exec(head);
  if (github !== null) return [{ ...(github[1] === 'approved' ? ACCEPTED : ASKED), ...at(github) }];
  if (!REVISION.test(body)) return [];
  return ON_PHABRICATOR.flatMap(([words, told]): readonly Signal[] => {
    const found = words.exec(head);
    return found === null ? [] : [{ ...told, ...at(found) }];
  });
}

/** Whether Phabricator tells that the revision was committed: it shows the diff once more, which is no version. */
export function isClosedByForge(body: string): boolean {
  return CLOSED.test(body.slice(0, HEAD_MAX)) && REVISION.test(body);
}

type Told = Pick<Signal, 'kind' | 'inTree' | 'approves'>;
type Range = Pick<Signal, 'start' | 'end'>;

/** Whose author may push it then. */
const ACCEPTED: Told = { kind: 'looks-good', approves: true };
const ASKED: Told = { kind: 'change-asked' };
const CLOSED =
  /^(?:This revision was automatically updated to reflect the committed changes\.|Closed by commit \S{1,200})/m;
const ON_PHABRICATOR: readonly (readonly [RegExp, Told])[] = [
  [CLOSED, { kind: 'applied', inTree: true }],
  [/^\S{1,60} accepted this revision\.$/m, ACCEPTED],
  [/^\S{1,60} requested changes to this revision\.$/m, ASKED],
  [/^\S{1,60} abandoned this revision\.$/m, { kind: 'withdrawn' }],
];
const ON_GITHUB = new RegExp(
  '^\\s{0,20}(?:https://github\\.com/|@)[\\w-]{1,40} (approved|requested changes (?:on|to)) ' +
    'this pull request\\.[ \\r]*(?:\\n|$)',
);
const HEAD_MAX = 4_000;

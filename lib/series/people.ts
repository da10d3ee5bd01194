import { compareText } from '@/lib/base/compare-text.ts';
import type { Mailbox } from '@/lib/mail/email.ts';
import { type MailmapIndex, mapMailbox } from '@/lib/series/mailmap.ts';

/** All mailboxes by which one human being (or robot) writes. */
export type Person = {
  /** The address of the person in lower case, the mailmap's when it has one: stable as long as the mailmap is. */
  readonly id: string;
  readonly name: string;
  /** Lower case, sorted. */
  readonly emails: readonly string[];
  /** Display names seen, sorted, without repeats. */
  readonly names: readonly string[];
};

/**
 * Who a mailbox belongs to: its address in lower case after the mailmap. The display name never decides, two people
 * can share one and anybody can write any; `a+b@host` is another mailbox than `a@host`, because subaddresses
 * (RFC 5233) are the host's business and robots use them for different things.
 */
export function personId(mailmap: MailmapIndex, mailbox: Mailbox): string {
  return mapMailbox(mailmap, mailbox).email.toLowerCase();
}

/** The people behind these mailboxes, by id. The order and repetition of mailboxes choose only among their names. */
export function groupPeople(
  mailboxes: Iterable<Mailbox>,
  mailmap: MailmapIndex,
): ReadonlyMap<string, Person> {
  const found = new Map<string, Seen>();
  for (const mailbox of mailboxes) {
    const mapped = mapMailbox(mailmap, mailbox);
    const id = mapped.email.toLowerCase();
    const seen = found.get(id) ?? { emails: new Set([id]), names: new Map(), mapped: new Map() };
    seen.emails.add(mailbox.email.toLowerCase());
    count(seen.names, displayName(mailbox));
    if (mapped.name !== mailbox.name) count(seen.mapped, displayName(mapped));
    found.set(id, seen);
  }
  return new Map([...found].map(([id, seen]) => [id, toPerson(id, seen)]));
}

type Seen = {
  readonly emails: Set<string>;
  readonly names: Map<string, number>;
  /** Names that the mailmap gave. */
  readonly mapped: Map<string, number>;
};

function count(names: Map<string, number>, name: string): void {
  names.set(name, (names.get(name) ?? 0) + 1);
}

function toPerson(id: string, { emails, names, mapped }: Seen): Person {
  return {
    id,
    name: mostUsed(mapped) ?? mostUsed(names) ?? id,
    emails: [...emails].sort(),
    names: [...names.keys()].sort(),
  };
}

/** Ties go to the first in code unit order, so that the order of arrival does not show. */
function mostUsed(names: ReadonlyMap<string, number>): string | null {
  const [best] = [...names].sort(([a, m], [b, n]) => n - m || compareText(a, b));
  return best?.[0] ?? null;
}

/** Names longer than this are noise. */
const NAME_LENGTH_MAX = 200;

/**
 * The name to show for a mailbox: without quotes and without the ` via …` of a list or relay; what stands before the
 * `@` when there is none. Never empty.
 */
export function displayName({ name, email }: Mailbox): string {
  const text = name
    .slice(0, NAME_LENGTH_MAX)
    .replace(/^["'\s]{1,10}|["'\s]{1,10}$/g, '')
    .replace(/ via [^<>]{1,60}$/i, '');
  if (text !== '') return text;
  return email.slice(0, NAME_LENGTH_MAX).split('@')[0] || 'unknown';
}

/**
 * One or two capital letters for a name: first and last word, words in brackets left out (`Matthew Wilcox (Oracle)`
 * is MW). A single word gives one letter; `?` when there is no letter at all.
 */
export function initials(name: string): string {
  const words = name
    .slice(0, NAME_LENGTH_MAX)
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .split(/[\s.,_@+-]+/)
    .flatMap((word) => /[\p{L}\p{N}]/u.exec(word) ?? []);
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) return '?';
  return (words.length === 1 ? first : `${first}${last}`).toUpperCase();
}

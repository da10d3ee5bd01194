import type { Mailbox } from '@/lib/mail/email.ts';

/** One line of a `.mailmap`: `proper` replaces what commits and mails say. Null keeps what is there. */
export type MailmapEntry = {
  readonly properName: string | null;
  readonly properEmail: string | null;
  /** Null applies to any name at that address. */
  readonly oldName: string | null;
  readonly oldEmail: string;
};

/** A file of 100,000 people is the largest there is (Linux has 1,000). */
const LINES_MAX = 100_000;
const LINE_LENGTH_MAX = 1_000;

/**
 * Entries of a `.mailmap` in all four forms of gitmailmap(5): `Proper Name <old>`, `<proper> <old>`,
 * `Proper Name <proper> <old>`, `Proper Name <proper> Old Name <old>`. Comments begin with `#`; lines that are none of
 * these are left out, as git does.
 */
export function parseMailmap(text: string): readonly MailmapEntry[] {
  return text.split('\n', LINES_MAX).flatMap((line): readonly MailmapEntry[] => {
    const entry = line.length > LINE_LENGTH_MAX ? null : parseLine(line);
    return entry === null ? [] : [entry];
  });
}

function parseLine(line: string): MailmapEntry | null {
  if (line.startsWith('#')) return null;
  const first = readPart(line);
  if (first === null || first.email === '') return null;
  const second = readPart(first.rest);
  if (second === null) {
    if (first.name === null) return null;
    return { properName: first.name, properEmail: null, oldName: null, oldEmail: first.email };
  }
  return {
    properName: first.name,
    properEmail: first.email,
    oldName: second.name,
    oldEmail: second.email,
  };
}

type Part = { readonly name: string | null; readonly email: string; readonly rest: string };

/** `Name <email>` at the start of `text`, the name may be missing. */
function readPart(text: string): Part | null {
  const open = text.indexOf('<');
  const close = text.indexOf('>', open);
  if (open === -1 || close === -1) return null;
  const name = text.slice(0, open).trim();
  const email = text.slice(open + 1, close).trim();
  return { name: name === '' ? null : name, email, rest: text.slice(close + 1) };
}

export type MailmapIndex = ReadonlyMap<string, MailmapEntry>;

/**
 * Entries by what they apply to. Later lines win, as in git: one without an old name changes only what it names, so
 * that two such lines add up.
 */
export function indexMailmap(entries: readonly MailmapEntry[]): MailmapIndex {
  const index = new Map<string, MailmapEntry>();
  for (const entry of entries) {
    const key = mailmapKey(entry.oldEmail, entry.oldName);
    const before = entry.oldName === null ? index.get(key) : undefined;
    const properName = entry.properName ?? before?.properName ?? null;
    const properEmail = entry.properEmail ?? before?.properEmail ?? null;
    index.set(key, { ...entry, properName, properEmail });
  }
  return index;
}

/**
 * The mailbox a mailmap gives for one, compared without case: by the entry for its name and address, else by the one
 * for its address. What the entry does not name stays.
 */
export function mapMailbox(index: MailmapIndex, mailbox: Mailbox): Mailbox {
  const entry =
    index.get(mailmapKey(mailbox.email, mailbox.name)) ?? index.get(mailmapKey(mailbox.email, null));
  if (entry === undefined) return mailbox;
  return { name: entry.properName ?? mailbox.name, email: entry.properEmail ?? mailbox.email };
}

function mailmapKey(email: string, name: string | null): string {
  return name === null ? email.toLowerCase() : `${email.toLowerCase()}\n${name.toLowerCase()}`;
}

import type { Mailbox } from '@/lib/mail/email.ts';
import { initials } from '@/lib/view/initials.ts';

/** Two or three letters for each person of a text, no two people the same, and whom they were used for. */
export type PeopleLetters = {
  readonly of: (person: Mailbox) => string;
  /** Of somebody known by a name only, such as who is to do something. */
  readonly ofName: (name: string) => string;
  /** Whom letters were asked for, in that order. */
  readonly used: () => readonly { readonly letters: string; readonly name: string }[];
};

/**
 * Letters for people in the order given. An address is one person whatever name it writes under, and has the first of
 * its names that is most like one ("Ann Lee" before "annlee" and "Ann Lee (Example)"); one name at two addresses has
 * one row too, because a reader could not tell them apart.
 */
export function lettersOf(people: readonly Mailbox[]): PeopleLetters {
  const nameOfAddress = new Map<string, string>();
  for (const { name, email } of people) {
    const known = nameOfAddress.get(email.toLowerCase());
    if (name !== '' && (known === undefined || plainness(name) > plainness(known)))
      nameOfAddress.set(email.toLowerCase(), name);
  }
  const aliases = new Map<string, string>();
  for (const { name, email } of people) {
    const known = nameOfAddress.get(email.toLowerCase());
    if (known !== undefined && name !== '' && name !== known && !aliases.has(name)) aliases.set(name, known);
  }
  const lettersOfName = new Map<string, string>();
  const taken = new Set<string>();
  const used = new Set<string>();
  const ofName = (name: string): string => {
    const shown = aliases.get(name) ?? name;
    const letters = lettersOfName.get(shown) ?? free(shown, taken);
    lettersOfName.set(shown, letters);
    taken.add(letters);
    used.add(shown);
    return letters;
  };
  return {
    ofName,
    of: ({ name, email }) => ofName(nameOfAddress.get(email.toLowerCase()) ?? (name || email)),
    used: () => [...used].map((name) => ({ letters: lettersOfName.get(name) ?? '', name })),
  };
}

/** The same, given out now in this order: what is asked for first on a page, or not at all, changes none. */
export function lettersOfAll(people: readonly Mailbox[]): PeopleLetters {
  const letters = lettersOf(people);
  for (const person of people) letters.of(person);
  return letters;
}

/** Two words and nothing in brackets are a name. */
function plainness(name: string): number {
  return (name.includes(' ') ? 1 : 0) + (name.includes('(') ? 0 : 1);
}

/** `JH`, or `JHO` for the second of such letters, or a number behind. */
function free(name: string, taken: ReadonlySet<string>): string {
  const short = initials(name);
  if (!taken.has(short)) return short;
  const last = [
    ...(name
      .replace(/\([^()]*\)/g, ' ')
      .trim()
      .split(/\s+/)
      .at(-1) ?? ''),
  ];
  const longer = `${short}${(last[1] ?? '').toUpperCase()}`;
  if (!taken.has(longer)) return longer;
  for (let n = 2; ; n += 1) if (!taken.has(`${short}${n}`)) return `${short}${n}`;
}

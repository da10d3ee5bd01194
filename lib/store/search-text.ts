import type { Email } from '@/lib/mail/email.ts';

/** What of a message is indexed, by weight. */
export type SearchText = {
  readonly subject: string;
  readonly people: string;
  /** Unquoted lines up to the first diff. */
  readonly own: string;
  /** Quoted lines and patches. */
  readonly quoted: string;
};

/** A tsvector holds at most 1 MiB (measured: one long mail makes the INSERT fail), so text is clamped well below. */
const INDEXED_TEXT_MAX = 200_000;

export function searchText(email: Email): SearchText {
  const own: string[] = [];
  const quoted: string[] = [];
  let inDiff = false;
  for (const line of email.body.slice(0, INDEXED_TEXT_MAX).split('\n')) {
    if (line.startsWith('diff --git ')) inDiff = true;
    (inDiff || line.startsWith('>') ? quoted : own).push(line);
  }
  return {
    subject: email.subject.slice(0, INDEXED_TEXT_MAX),
    people: [email.from, ...email.to, ...email.cc]
      .map(({ name, email: address }) => `${name} ${address}`)
      .join('\n')
      .slice(0, INDEXED_TEXT_MAX),
    own: own.join('\n'),
    quoted: quoted.join('\n'),
  };
}

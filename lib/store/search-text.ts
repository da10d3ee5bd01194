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

/**
 * Bytes of UTF-8 that are indexed of one message. A tsvector holds at most 1 MiB and the INSERT of a larger one fails;
 * the worst text, hyphenated words of two letters, makes 3.7 bytes of it a byte (measured: 200,000 letters of three
 * bytes gave 1.27 MB), so this stays below 0.75 MB whatever is in it.
 */
const INDEXED_BYTES_MAX = 200_000;
const PEOPLE_BYTES_MAX = 50_000;
const SUBJECT_BYTES_MAX = 10_000;

export function searchText(email: Email): SearchText {
  const subject = clampBytes(email.subject, SUBJECT_BYTES_MAX);
  const people = clampBytes(
    [email.from, ...email.to, ...email.cc].map(({ name, email: address }) => `${name} ${address}`).join('\n'),
    PEOPLE_BYTES_MAX,
  );
  const own: string[] = [];
  const quoted: string[] = [];
  let inDiff = false;
  const body = clampBytes(email.body, INDEXED_BYTES_MAX - SUBJECT_BYTES_MAX - PEOPLE_BYTES_MAX);
  for (const line of body.split('\n')) {
    if (line.startsWith('diff --git ')) inDiff = true;
    (inDiff || line.startsWith('>') ? quoted : own).push(line);
  }
  return { subject, people, own: own.join('\n'), quoted: quoted.join('\n') };
}

/** A letter that the cut goes through becomes U+FFFD, which is no word. */
function clampBytes(text: string, bytesMax: number): string {
  if (text.length * 3 <= bytesMax) return text;
  const bytes = Buffer.from(text.slice(0, bytesMax));
  return bytes.length <= bytesMax ? text.slice(0, bytesMax) : bytes.subarray(0, bytesMax).toString();
}

import { NUMBERED_TITLE } from '@/lib/design/numbered.ts';
import type { Reading } from '@/lib/design/reading.ts';
import { parseSubject } from '@/lib/mail/fields/subject.ts';

/** A mail that begins a discussion and says in its subject what it proposes, without a patch. */
export function asksForOpinions({ message, parent }: Reading): boolean {
  if (parent !== null) return false;
  const { reply, rfc, name } = parseSubject(message.subject);
  // Where it asks, what is proposed is told below.
  if (reply || name === '' || name.endsWith('?')) return false;
  return rfc || [TOPIC, NUMBERED_TITLE].some((says) => says.test(message.subject)) || LABEL.test(name);
}

const TOPIC = /^(?:\[[^\]]{0,80}\] ?){0,3}\[[^\]]{0,80}\b(?:RFD|TOPIC|PROPOSAL|IDEA)\b[^\]]{0,80}\]/i;

/** What a subject is, before what it says: `RFC: `. */
export const LABEL: RegExp = /^(?:rfc|rfd|proposal)\s?[:-]\s*(?=\S)/i;

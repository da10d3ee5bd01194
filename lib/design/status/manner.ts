import { pattern } from '@/lib/base/pattern.ts';
import type { Unit } from '@/lib/design/reading.ts';
import { type Cue, cuesOf } from '@/lib/design/status/cues.ts';

/** What an answer does on the whole, by its first sentences. */
export type Manner =
  | 'retract'
  | 'done'
  | 'will-do'
  | 'defer'
  | 'agree'
  | 'yes-but'
  | 'disagree'
  | 'ask'
  | 'unsure'
  | 'prefer'
  | 'brief'
  | 'plain';

/** What an answer is stands at its head. */
const SENTENCES_MAX = 3;
const HEAD_MAX = 12;

/** Greetings, noises, names and smileys say nothing. */
const EMPTY = pattern(
  '^(?:(?:hi|hello|hey|dear|good (?:morning|evening))\\b.{0,40}|(?:h+m+|h+u+h|heh|ha|hah|uh|u+m+|er+m?|well|so|sorry)',
  '[\\s,.!?…]*|[^a-z]*|-+ ?\\S{0,12}|(?:cheers|regards|thanks|best|br)[\\s,.!]*|\\S+[,.]?)$',
);
const MEANING = pattern(
  '^(?:<nod>|\\+1|[^a-z]{0,3}(?:yes|yeah|yep|yup|no|nope|nah|ok|okay|sure|right|agreed|ack|true|indeed|exactly|correct',
  '|done|fixed|doh|duh|oops|nack|nak|why|added|applied|queued|merged|lgtm|thanks|good|nice|great|perfect)\\b)',
);

export function mannerOf(body: string, units: readonly Unit[]): Manner {
  const telling = units.slice(0, HEAD_MAX).filter(({ start, end }) => {
    const text = body.slice(start, Math.min(end, start + 80)).trim();
    return end - start > 60 || MEANING.test(text) || !EMPTY.test(text);
  });
  const cues = telling.slice(0, SENTENCES_MAX).map(({ start, end }) => new Set(cuesOf(body, start, end)));
  const has = (cue: Cue, within: number): boolean => cues.slice(0, within).some((one) => one.has(cue));
  if (has('retract', 3)) return 'retract';
  if (has('done', 2)) return 'done';
  if (has('will-do', 3) && !has('disagree', 1)) return has('defer', 3) ? 'defer' : 'will-do';
  const yes = has('agree', 1) || has('thanks', 1) || has('approve', 3);
  if (yes && (has('disagree', 2) || has('but', 2))) return 'yes-but';
  if (yes) return has('ask', 1) ? 'ask' : 'agree';
  if (has('disagree', 2)) return 'disagree';
  if (has('ask', 2)) return 'ask';
  if (has('unsure', 2)) return 'unsure';
  if (has('defer', 3)) return 'defer';
  if (has('prefer', 2)) return 'prefer';
  return telling.length <= 1 ? 'brief' : 'plain';
}

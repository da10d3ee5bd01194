import { type Cue, cuesOf } from '@/lib/design/status/cues.ts';
import type { Said } from '@/lib/design/status/scene.ts';

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

export function mannerOf({ units, reading }: Said): Manner {
  const { body } = reading.message;
  const cues = units.slice(0, SENTENCES_MAX).map(({ start, end }) => new Set(cuesOf(body, start, end)));
  const has = (cue: Cue, within: number): boolean => cues.slice(0, within).some((one) => one.has(cue));
  if (has('retract', 3)) return 'retract';
  if (has('done', 2)) return 'done';
  if (has('will-do', 3) && !has('disagree', 1)) return has('defer', 3) ? 'defer' : 'will-do';
  const yes = has('agree', 1) || has('thanks', 1);
  if (yes && (has('disagree', 2) || has('but', 2))) return 'yes-but';
  if (yes) return has('ask', 1) ? 'ask' : 'agree';
  if (has('disagree', 2)) return 'disagree';
  if (has('ask', 2)) return 'ask';
  if (has('unsure', 2)) return 'unsure';
  if (has('defer', 3)) return 'defer';
  if (has('prefer', 2)) return 'prefer';
  return units.length <= 1 ? 'brief' : 'plain';
}

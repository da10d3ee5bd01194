import type { Phrase } from '@/lib/design/moves/phrases.ts';
import type { Speaker } from '@/lib/design/moves/setting.ts';
import { emit, type Sink, tag, tagByRole } from '@/lib/design/moves/sink.ts';
import type { Token } from '@/lib/design/moves/tokens.ts';
import { hashText } from '@/lib/design/moves/words.ts';

const ACT = tag('act');
const ACT_NOT = tag('act with not before');
const ACT_ROLE = tagByRole('act');
const POSTED_ACT = tag('act in a posting');
const ACT_FIRST = tagByRole('begins with act');
const ACT_ASKED = tag('act in a question');
const ACT_NONE = tag('no act');
const NOT = hashText('not');
/** Words before a phrase in which a `not` is of it. */
const NOT_REACH = 3;

/** What the phrases of a sentence do (lexicon/*.ts), and who says so where. */
export function addActs(
  sink: Sink,
  phrases: readonly Phrase[],
  tokens: readonly Token[],
  { isAuthor, place }: Speaker,
  asks: boolean,
): void {
  const role = isAuthor ? 0 : 1;
  if (phrases.length === 0) emit(sink, ACT_NONE);
  const seen: number[] = [];
  for (const { act, first } of phrases) {
    const { hash } = act;
    if (first < 2) emit(sink, ACT_FIRST[role], hash);
    const isNot = isDenied(tokens, first);
    // Features count once.
    const mark = isNot ? ~hash : hash;
    if (seen.includes(mark)) continue;
    seen.push(mark);
    sink.names?.words.set(hash, act.text);
    emit(sink, isNot ? ACT_NOT : ACT, hash);
    emit(sink, ACT_ROLE[role], hash);
    if (place !== 'answer') emit(sink, POSTED_ACT, hash);
    if (asks) emit(sink, ACT_ASKED, hash);
  }
}

function isDenied(tokens: readonly Token[], first: number): boolean {
  for (let at = Math.max(0, first - NOT_REACH); at < first; at += 1) {
    if (tokens[at]?.classes[0]?.hash === NOT) return true;
  }
  return false;
}

import { type ItemKind, itemId, type Move } from '@/lib/design/item.ts';
import { decodeRuns, type Run } from '@/lib/design/moves/decode.ts';
import type { MoveModel } from '@/lib/design/moves/model.ts';
import type { Setting } from '@/lib/design/moves/setting.ts';
import { tokenise } from '@/lib/design/moves/tokens.ts';
import type { Reading } from '@/lib/design/reading.ts';

/** Turns what the model thinks of each unit into moves of one message. */
export function buildMoves(
  reading: Reading,
  setting: Setting,
  chances: readonly Float64Array[],
  model: MoveModel,
): readonly Move[] {
  return decodeRuns(reading, setting, chances, model.spans).map((run) =>
    toMove(reading, setting, run, model.certainFrom),
  );
}

function toMove({ message, units }: Reading, setting: Setting, run: Run, certainFrom: number): Move {
  const start = units[run.first]?.start ?? 0;
  const end = units[run.last]?.end ?? 0;
  const span = { messageId: message.messageId, start, end };
  const words = tokenise(message.body, start, end).map(({ text }) => text);
  const origin = run.kind === 'action' ? originOf(words, setting) : null;
  return {
    id: itemId(run.kind, span),
    kind: run.kind,
    span,
    by: message.from,
    at: message.time,
    confidence: run.score,
    certain: run.score >= certainFrom,
    blocking: isBlocking(run.kind, words),
    origin,
    owner: origin === 'commitment' ? message.from.name : origin === 'request' ? setting.authorName : null,
    reasons: [],
  };
}

const PROMISES: readonly string[] = [
  "'ll",
  'will',
  'going',
  'let',
  'plan',
  'sure',
  'ok',
  'okay',
  'done',
  'fixed',
  "'m",
];

/** Authors answer with what they will do, others ask; `I'll` and `please` say otherwise. */
function originOf(words: readonly string[], { isAuthor }: Setting): 'commitment' | 'request' {
  if (words.includes('please') || words.includes('you')) return 'request';
  const self = words.some(
    (word, at) => (word === 'i' || word === 'we') && PROMISES.includes(words[at + 1] ?? ''),
  );
  if (self || words.slice(0, 3).some((word) => word === 'will')) return 'commitment';
  return isAuthor ? 'commitment' : 'request';
}

function isBlocking(kind: ItemKind, words: readonly string[]): boolean {
  if (kind !== 'objection') return false;
  return words.includes('nak') || words.includes('nack') || words.includes('nacked');
}

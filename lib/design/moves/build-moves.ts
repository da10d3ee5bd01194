import { itemId, type Move, type Reason } from '@/lib/design/item.ts';
import { decodeRuns, type Run } from '@/lib/design/moves/decode.ts';
import type { MoveModel } from '@/lib/design/moves/model.ts';
import { isRefusal, originOf, ownerOf } from '@/lib/design/moves/owner.ts';
import { viewQuoted } from '@/lib/design/moves/quoted.ts';
import type { Setting } from '@/lib/design/moves/setting.ts';
import { tokenise } from '@/lib/design/moves/tokens.ts';
import type { Reading } from '@/lib/design/reading.ts';

/** Turns what the model thinks of each unit into moves of one message. */
export function buildMoves(
  reading: Reading,
  setting: Setting,
  chances: readonly Float64Array[],
  model: MoveModel,
  reasonsOf: (run: Run) => readonly Reason[],
): readonly Move[] {
  // The spread stands last here and elsewhere: before other properties it gives each object a shape of its own (V8 11),
  // and each place that reads them looks for them anew.
  const runs = decodeRuns(reading, setting, chances, model.spans).flatMap((run) => atWish(reading, run));
  return runs.map((run) => ({
    reasons: reasonsOf(run),
    ...toMove(reading, setting, run, model.certainFrom),
  }));
}

/** `Happy to. Please add a test.` is a promise and a wish. */
function atWish({ message, units }: Reading, run: Run): readonly Run[] {
  if (run.kind !== 'action' || run.last === run.first) return [run];
  const textOf = (at: number): string => message.body.slice(units[at]?.start, units[at]?.end);
  if (!PROMISES.test(textOf(run.first))) return [run];
  const behind = Array.from({ length: run.last - run.first }, (_, index) => run.first + 1 + index);
  const wish = behind.find((at) => WISHES.test(textOf(at)));
  if (wish === undefined) return [run];
  return [
    { ...run, last: wish - 1 },
    { ...run, first: wish },
  ];
}

const PROMISES = new RegExp(
  '^(?:(?:sure|ok(?:ay)?|yes|yep|right|good point|thanks)[,.!]? ){0,2}' +
    "(?:(?:i'll|i will|will) \\w|(?:i'd be |i'm )?(?:happy|glad) to\\b)",
  'i',
);
const WISHES =
  /^(?:(?:and|also|then|but|meanwhile|in the meantime),? )?(?:please\b|(?:can|could|would) you\b)/i;

function toMove(reading: Reading, setting: Setting, run: Run, certainFrom: number): Omit<Move, 'reasons'> {
  const { message, units } = reading;
  const start = units[run.first]?.start ?? 0;
  const end = units[run.last]?.end ?? 0;
  const span = { messageId: message.messageId, start, end };
  const sentences = units
    .slice(run.first, run.last + 1)
    .map((unit) => tokenise(message.body, unit.start, unit.end).map(({ text }) => text));
  const words = sentences.flat();
  const origin = run.kind === 'action' ? originOf(sentences, setting) : null;
  const owner =
    origin === null ? null : ownerOf(origin, words, message.from, setting, isOnPatch(reading, setting, run));
  return {
    id: itemId(run.kind, span),
    kind: run.kind,
    span,
    by: message.from,
    at: message.time,
    confidence: run.score,
    certain: run.score >= certainFrom,
    blocking: run.kind === 'objection' && isRefusal(words),
    origin,
    owner,
  };
}

/** Whether the words stand right below a line of a patch that an answer had sent. */
function isOnPatch(reading: Reading, { toOwnPatch }: Setting, { first }: Run): boolean {
  const block = toOwnPatch ? reading.blocks[reading.units[first]?.block ?? -1] : undefined;
  if (block === undefined) return false;
  const { line, source } = viewQuoted(reading, block);
  return source === reading.parent && (line === 'added' || line === 'removed' || line === 'context');
}

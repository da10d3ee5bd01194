import { compareMoves, type Move } from '@/lib/design/item.ts';
import { asMeant } from '@/lib/design/moves/as-meant.ts';
import { asksOpinion } from '@/lib/design/moves/asks-opinion.ts';
import { buildMoves } from '@/lib/design/moves/build-moves.ts';
import { reasonsFor } from '@/lib/design/moves/explain.ts';
import { type Features, messageFeatures, rangesOf } from '@/lib/design/moves/features.ts';
import { toChances } from '@/lib/design/moves/linear.ts';
import { withListedWays } from '@/lib/design/moves/listed-ways.ts';
import { type MoveModel, SHIPPED } from '@/lib/design/moves/model.ts';
import { withOfferedText } from '@/lib/design/moves/offered-text.ts';
import { withPreferences } from '@/lib/design/moves/preferences.ts';
import { proposes } from '@/lib/design/moves/proposes.ts';
import { type Setting, visitSettings } from '@/lib/design/moves/setting.ts';
import { newSink } from '@/lib/design/moves/sink.ts';
import { splitPraise } from '@/lib/design/moves/split-praise.ts';
import { withVotes } from '@/lib/design/moves/votes.ts';
import type { Reading, ThreadReading, Unit } from '@/lib/design/reading.ts';
import { takenBackBy } from '@/lib/design/takes-back.ts';

/**
 * The moves people make in threads, in order of time, message id and place. What is found in a message depends on it
 * and on earlier ones only, so the archive cut at any time gives the same moves up to then. Robots make none.
 * `explain` adds the reasons, which costs twice the time.
 */
export function findMoves(threads: readonly ThreadReading[], explain = false): readonly Move[] {
  return movesBy(SHIPPED, threads, explain);
}

/** `findMoves` by another model, as cross-validation needs it. */
export function movesBy(
  model: MoveModel,
  threads: readonly ThreadReading[],
  explain = false,
): readonly Move[] {
  const moves: Move[] = [];
  const plain = newSink(model.known);
  for (const thread of threads) {
    let areWaysListed = false;
    visitSettings(thread, (whole, setting) => {
      const reading = bounded(whole);
      if (reading.message.facts.robot !== null || reading.units.length === 0) return;
      const sink = explain ? newSink(model.known, { features: new Map(), words: new Map() }) : plain;
      const features = messageFeatures(reading, setting, sink);
      const chances = chancesBy(model, sink.hashes, features, reading.units);
      const found = buildMoves(reading, setting, chances, model, ({ kind, first, last }) =>
        sink.names === null
          ? []
          : reasonsFor(
              model.linear,
              kind,
              together(sink.hashes, features, reading.units, first, last),
              sink.names,
            ),
      );
      const { body } = reading.message;
      const meant = withVotes(found, reading, setting)
        .filter((move) => !isIdle(move, setting, body))
        .flatMap((move) => splitPraise(asMeant(move, body), body));
      const listed = withListedWays(withOfferedText(meant, reading, setting), reading, setting);
      areWaysListed ||= listed.some(({ listedWay }) => listedWay === true);
      moves.push(...(areWaysListed ? withPreferences(listed, reading) : listed));
    });
  }
  return moves.sort(compareMoves);
}

/**
 * A proposal of an answer that proposes nothing, a question what people think, or agreement that takes back what its
 * author had said. What a posting says of itself needs no such words.
 */
function isIdle({ kind, span }: Move, { place }: Setting, body: string): boolean {
  const words = body.slice(span.start, span.end);
  if (kind === 'endorsement') return takenBackBy(words) !== null || GIVES_UP.test(words);
  if (kind === 'question') return asksOpinion(words) || CITES.test(words);
  if (kind === 'action') return ADMITS.test(words) || LEAVES.test(words.replace(/\s+/g, ' '));
  if (kind === 'proposal' && asksOpinion(words)) return true;
  return kind === 'proposal' && place === 'answer' && !proposes(words);
}

/** `Forget about 2 then.`: a way of a list is given up. */
const GIVES_UP = new RegExp(
  '\\b(?:[Ff]orget|[Ss]cratch|[Dd]rop|[Nn]ever ?mind|[Ii]gnore)(?: about)? ' +
    '(?:(?:option|way|number|approach) )?#?\\(?[1-9A-H]\\)?(?: then)?[.!]?$',
);
/** `Good catch, I had missed that.`: what comes of it stands behind. */
const ADMITS = new RegExp(
  '^(?:(?:good (?:catch|point)|right|oops|ah|sorry|argh|ugh|yes|yeah|thanks)[,.!]? ){0,3}' +
    "i (?:had |have |totally |completely |just )?(?:missed|forgotten|forgot|overlooked|didn't (?:know|notice|see)) " +
    "(?:about )?(?:that|this|it|the|these|those)(?: [\\w'-]+){0,4}[.!]?$",
  'i',
);
/** `I'll let Ann answer that`, `I'll leave it to you`: others do it, if anybody. `I'll let you know` is a promise. */
const LEAVES = new RegExp(
  "\\b[Ii](?:'ll|\u2019ll| will) (?:just |then |also |now )?(?:" +
    'let (?:you\\b(?: and [\\w.-]+)?|[A-Z][\\w.-]*(?: and [A-Z][\\w.-]*)?|others|(?:the )?(?:other )?' +
    '(?:maintainers?|experts?|people|folks))(?: also)? ' +
    '(?:answer|comment|decide|judge|respond|reply|speak|chime|weigh|handle|lead|discuss|sort|figure|work|take|mix|' +
    'settle|argue)\\b|' +
    'leave (?:it|this|that|these|you|the \\w+)(?: up)? to (?:you|him|her|them|it|others|[A-Z]|the maintainers?)' +
    ')',
);
/** `They all ask "how do I undo that?".` tells what others ask. */
const CITES = new RegExp(
  '^[^?"]{0,300}\\b(?:people|users|customers|they|everybody|everyone|(?:comes|came) up)\\b[^?"]{0,300}' +
    '"[^?"]{1,300}\\?"[^?]{0,300}$',
  'i',
);

/** What stands above a block is summed up once for all of its sentences. */
function chancesBy(
  { sumOf, linear }: MoveModel,
  hashes: Int32Array,
  { ends, blockEnds }: Features,
  units: readonly Unit[],
): readonly Float64Array[] {
  const sums = blockEnds.map((end, block) => sumOf(hashes, blockEnds[block - 1] ?? 0, end, null));
  const first = blockEnds.at(-1) ?? 0;
  return units.map(({ block }, index) =>
    toChances(sumOf(hashes, ends[index - 1] ?? first, ends[index] ?? 0, sums[block] ?? null), linear.scale),
  );
}

function together(
  hashes: Int32Array,
  features: Features,
  units: readonly Unit[],
  first: number,
  last: number,
): Int32Array {
  const found: number[] = [];
  for (let index = first; index <= last; index += 1) {
    for (const [from, to] of rangesOf(features, units, index)) found.push(...hashes.subarray(from, to));
  }
  return Int32Array.from(found);
}

/** Nobody writes more; what comes behind is noise that would only cost time. */
const UNITS_MAX = 2_000;

function bounded(reading: Reading): Reading {
  if (reading.units.length <= UNITS_MAX) return reading;
  return { ...reading, units: reading.units.slice(0, UNITS_MAX) };
}

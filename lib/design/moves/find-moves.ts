import { compareMoves, type Move } from '@/lib/design/item.ts';
import { asMeant } from '@/lib/design/moves/as-meant.ts';
import { buildMoves } from '@/lib/design/moves/build-moves.ts';
import { reasonsFor } from '@/lib/design/moves/explain.ts';
import { type Features, messageFeatures, rangesOf } from '@/lib/design/moves/features.ts';
import { isIdle } from '@/lib/design/moves/idle.ts';
import { toChances } from '@/lib/design/moves/linear.ts';
import { withListedWays } from '@/lib/design/moves/listed-ways.ts';
import { type MoveModel, SHIPPED } from '@/lib/design/moves/model.ts';
import { withOfferedText } from '@/lib/design/moves/offered-text.ts';
import { withPreferences } from '@/lib/design/moves/preferences.ts';
import { visitSettings } from '@/lib/design/moves/setting.ts';
import { newSink } from '@/lib/design/moves/sink.ts';
import { splitPraise } from '@/lib/design/moves/split-praise.ts';
import { withVotes } from '@/lib/design/moves/votes.ts';
import { withoutTakingBack } from '@/lib/design/moves/without-taking-back.ts';
import type { Reading, ThreadReading, Unit } from '@/lib/design/reading.ts';

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
        .flatMap((move) => withoutTakingBack(move, reading))
        .filter((move) => !isIdle(move, setting, reading))
        .flatMap((move) => splitPraise(asMeant(move, body), body));
      const listed = withListedWays(withOfferedText(meant, reading, setting), reading, setting);
      areWaysListed ||= listed.some(({ listedWay }) => listedWay === true);
      moves.push(...(areWaysListed ? withPreferences(listed, reading) : listed));
    });
  }
  return moves.sort(compareMoves);
}

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

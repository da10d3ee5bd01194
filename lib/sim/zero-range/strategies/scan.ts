import { findFolio, NEEDS_WRITEBACK } from '@/lib/sim/zero-range/cache.ts';
import { byte, type Kernel, note, setFlags } from '@/lib/sim/zero-range/kernel.ts';
import { DID_ZERO, HELD, LOCKED, MAP_HOLE, MAP_UNWRITTEN, SCAN } from '@/lib/sim/zero-range/state.ts';
import { type Step, step } from '@/lib/sim/zero-range/step.ts';
import { ZERO_FOLIO } from '@/lib/sim/zero-range/strategies/steps.ts';
import {
  advance,
  continueAt,
  describeCheck,
  describeRange,
  isValid,
  lookup,
  mapEnd,
  mapType,
  type Next,
  position,
  retry,
  skipMap,
  zeroFolio,
} from '@/lib/sim/zero-range/zero-range.ts';

/** In which the variants of the RFC differ. */
export type ScanRules = {
  /** What makes the scan stop at a folio. */
  readonly dirtyBits: number;
  /** Position where the scan ends, exclusive. */
  readonly scanEnd: (k: Kernel) => number;
  /** What to say of a scan that found nothing. */
  readonly saysNothing: (k: Kernel) => string;
  /** Whether a scan that finds nothing is checked against the cookie. */
  readonly revalidates: boolean;
};

export const AS_INTENDED: ScanRules = {
  dirtyBits: NEEDS_WRITEBACK,
  scanEnd: mapEnd,
  saysNothing: (k) => `finds none in ${describeRange(k, position(k), mapEnd(k))}`,
  revalidates: true,
};

/** A folio that is only locked does not count. */
export const IGNORING_LOCKED = NEEDS_WRITEBACK & ~(LOCKED | HELD);

/**
 * The dirty scan of the RFC (20240718130212.23905-4): over an unwritten extent, find the first dirty folio
 * and zero it; where there is none, the extent is skipped if the mapping still holds. Right because
 * conversion comes before the end of writeback: either the folio is seen, or the cookie has moved.
 */
export function scanSteps(rules: ScanRules): readonly Step[] {
  return [
    step('lookup', 'looks up the mapping', (k) => {
      lookup(k);
      if (mapType(k) === MAP_HOLE) return skipMap(k);
      return mapType(k) === MAP_UNWRITTEN ? 'scan' : 'zero';
    }),
    {
      name: 'scan',
      says: 'scans the page cache for dirty folios',
      run: (k, choice) => scan(k, rules, choice),
      choices: (k) => (k.profile.arbitraryScan ? countPositions(k, rules) : 1),
    },
    step('revalidate', 'checks the mapping after a scan that found nothing', (k) => {
      if (rules.revalidates && !isValid(k)) {
        note(k, () => 'finds it out of date');
        return retry(k);
      }
      note(k, () => (rules.revalidates ? describeCheck(k) : 'which this variant leaves out'));
      setFlags(k, DID_ZERO);
      return skipMap(k);
    }),
    step('zero_dirty', 'locks the folio and zeroes it unless the mapping is found out of date', zeroDirty),
    ZERO_FOLIO,
  ];
}

function scan(k: Kernel, rules: ScanRules, choice: number): Next {
  if (k.observer !== null) k.observer.probes++;
  const found = findDirty(k, rules);
  if (found === -1) {
    note(k, () => rules.saysNothing(k));
    return 'revalidate';
  }
  // Read without a reference, the position may be that of any folio (ZpkwD2-q9_XRfX5P); the right one is choice 0.
  k.state[SCAN] = choice === 0 ? found : otherPosition(k, found, choice);
  note(k, () => `finds folio ${byte(k.layout.folioOf, found)}`);
  return 'zero_dirty';
}

/** Position of the first dirty byte, -1 for none. */
function findDirty(k: Kernel, rules: ScanRules): number {
  const folio = findFolio(k, position(k), rules.scanEnd(k), rules.dirtyBits);
  if (folio === -1) return -1;
  const at = Math.max(position(k), byte(k.layout.folioStart, folio));
  return at < mapEnd(k) ? at : -1;
}

/**
 * What lies before the dirty folio is passed over only now, when the folio behind it is locked and the
 * mapping holds.
 */
function zeroDirty(k: Kernel): Next {
  const from = byte(k.state, SCAN);
  if (!zeroFolio(k, from)) return retry(k);
  k.state[SCAN] = 0;
  advance(k, Math.min(byte(k.layout.folioStart, byte(k.layout.folioOf, from) + 1), mapEnd(k)));
  return continueAt(k, 'scan', 'lookup');
}

/** Starts of folios in the mapping beside its current position. */
function folioStarts(k: Kernel): readonly number[] {
  const starts = [position(k)];
  for (let folio = byte(k.layout.folioOf, position(k)) + 1; folio < k.layout.folios; folio++) {
    const start = byte(k.layout.folioStart, folio);
    if (start < mapEnd(k)) starts.push(start);
  }
  return starts;
}

function countPositions(k: Kernel, rules: ScanRules): number {
  return findDirty(k, rules) === -1 ? 1 : folioStarts(k).length;
}

function otherPosition(k: Kernel, found: number, choice: number): number {
  return folioStarts(k).filter((start) => start !== found)[choice - 1] ?? found;
}

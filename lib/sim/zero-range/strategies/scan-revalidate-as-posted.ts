import { byte, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import type { Strategy } from '@/lib/sim/zero-range/step.ts';
import { AS_INTENDED, scanSteps } from '@/lib/sim/zero-range/strategies/scan.ts';
import { formatBytes } from '@/lib/sim/zero-range/text.ts';
import { mapEnd, position } from '@/lib/sim/zero-range/zero-range.ts';

/**
 * S4p: the RFC as posted (20240718130212.23905-4 with the helper of -2). The helper wants the last byte of
 * the range and gets the length, so nothing is scanned when the length is smaller than the position.
 */
export const scanRevalidateAsPosted: Strategy = {
  name: 'scan-revalidate-as-posted',
  flushesNewEof: false,
  steps: scanSteps({ ...AS_INTENDED, scanEnd: lengthAsEnd, saysNothing }),
};

/**
 * End of the folio that holds byte number `length`; the position itself, an empty scan, when that is before
 * it.
 */
function lengthAsEnd(k: Kernel): number {
  const { layout } = k;
  const length = lengthLeft(k);
  if (length < (layout.byteAt[position(k)] as number)) return position(k);
  const folio = Math.min(layout.folios - 1, Math.floor(length / k.profile.folio));
  return byte(layout.folioStart, folio + 1);
}

function lengthLeft(k: Kernel): number {
  return (k.layout.byteAt[mapEnd(k)] as number) - (k.layout.byteAt[position(k)] as number);
}

function saysNothing(k: Kernel): string {
  const start = formatBytes(k.layout.byteAt[position(k)] as number);
  const length = formatBytes(lengthLeft(k));
  const end = formatBytes(k.layout.byteAt[mapEnd(k)] as number);
  const passed = `passes ${length}, the length of the range, where the helper wants its end ${end}`;
  return lengthAsEnd(k) === position(k)
    ? `${passed}; from ${start} to ${length} there is nothing to scan, so it finds none`
    : `${passed}; from ${start} to ${length} it finds none`;
}

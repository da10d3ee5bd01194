import type { LinearModel } from '@/lib/design/moves/linear.ts';
import stored from '@/lib/design/moves/weights.json' with { type: 'json' };

/** The shipped weights, written by `npm run train` (docs/extract.md). */
export const LINEAR: LinearModel = {
  bits: stored.linear.bits,
  scale: stored.linear.scale,
  weights: decode(stored.linear.weights),
};

function decode(text: string): Int8Array {
  const binary = atob(text);
  const bytes = new Int8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = (binary.charCodeAt(at) << 24) >> 24;
  return bytes;
}

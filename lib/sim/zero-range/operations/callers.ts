import { byte, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import { END, STATEMENT } from '@/lib/sim/zero-range/state.ts';

/**
 * Has the caller of zero range flushed the range after it took both locks? The fallocate calls that unmap
 * have, and a bare zero range right behind a `preflush`. An fzero that the errortag sends here has not, and neither
 * has one that goes on behind EOF: there the change of the size zeroes what lies between, which nobody flushed.
 */
export function callerHasFlushed(k: Kernel): boolean {
  const { statements } = k.scenario;
  const index = byte(k.state, STATEMENT);
  const kind = statements[index]?.operation.kind;
  if (kind === 'fpunch') return true;
  if (kind === 'fzero') return !k.profile.forceZeroRange && byte(k.state, END) <= (k.files[index]?.size ?? 0);
  return kind === 'zrange' && index > 0 && statements[index - 1]?.operation.kind === 'preflush';
}

import { byte, type Kernel } from '@/lib/sim/zero-range/kernel.ts';
import { STATEMENT } from '@/lib/sim/zero-range/state.ts';

/**
 * Has the caller of zero range flushed the range after it took both locks? The fallocate calls that unmap
 * have, and a bare zero range right behind a `preflush`. An fzero that the errortag sends here has not.
 */
export function callerHasFlushed(k: Kernel): boolean {
  const { statements } = k.scenario;
  const index = byte(k.state, STATEMENT);
  const kind = statements[index]?.operation.kind;
  if (kind === 'fpunch') return true;
  if (kind === 'fzero') return !k.profile.forceZeroRange;
  return kind === 'zrange' && index > 0 && statements[index - 1]?.operation.kind === 'preflush';
}

import type { Profile } from '@/lib/sim/zero-range/profile.ts';
import type { Strategy } from '@/lib/sim/zero-range/step.ts';
import { flushAlways } from '@/lib/sim/zero-range/strategies/flush-always.ts';
import { scanRevalidate } from '@/lib/sim/zero-range/strategies/scan-revalidate.ts';

/**
 * S5, 20240718160202.GL612460: with iomap_valid in the iomap operations one knows before the first lookup
 * whether mappings can be validated. Where they can, the RFC; where not, `flush-always`: a flush that waits
 * for the first lookup would age with it.
 */
export function validInOps(profile: Profile): Strategy {
  return { ...(profile.iomapValid ? scanRevalidate : flushAlways), name: 'valid-in-ops' };
}

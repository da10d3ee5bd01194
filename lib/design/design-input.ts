import type { ThreadReading } from '@/lib/design/reading.ts';
import type { Derived } from '@/lib/series/derive.ts';

/**
 * What the design of an archive (or of one closed part of it, docs/derive.md) is extracted from: its series with their
 * chains, and its threads taken apart.
 */
export type DesignInput = { readonly derived: Derived; readonly threads: readonly ThreadReading[] };

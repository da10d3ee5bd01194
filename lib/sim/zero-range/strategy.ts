/** One way to zero a range, as named on the command line and in reports, and its code in the design. */
export type StrategyId = {
  readonly name: StrategyName;
  readonly code: StrategyCode;
  /** One line for lists. */
  readonly summary: string;
};

export const STRATEGY_IDS = [
  {
    name: 'skip',
    code: 'S0',
    summary: 'skip holes and unwritten extents, never look at the cache (until v6.11)',
  },
  {
    name: 'xfs-truncate-flush',
    code: 'S1',
    summary: 'skip, and XFS flushes the new EOF folio on truncate down',
  },
  { name: 'flush-always', code: 'S2', summary: 'flush the whole range first (v6.12, first patch)' },
  {
    name: 'flush-if-dirty',
    code: 'S3',
    summary: 'flush and look up again over holes and unwritten extents if dirty',
  },
  {
    name: 'scan-revalidate',
    code: 'S4',
    summary: 'the RFC as intended: scan for dirty folios, revalidate the mapping',
  },
  {
    name: 'scan-revalidate-as-posted',
    code: 'S4p',
    summary: 'the RFC as posted: a length where an end offset belongs',
  },
  { name: 'scan-ignoring-locked', code: 'S4nl', summary: 'the RFC, a locked folio does not count as dirty' },
  { name: 'scan-without-revalidate', code: 'S4nr', summary: 'the RFC without revalidation' },
  { name: 'valid-in-ops', code: 'S5', summary: 'the RFC where mappings can be validated, a flush where not' },
  { name: 'invalidate', code: 'S6', summary: 'invalidate the cache, look up again when busy or stale' },
  { name: 'invalidate-discard', code: 'S6d', summary: 'invalidate, and throw dirty folios away' },
  { name: 'invalidate-zero-partial', code: 'S6t', summary: 'drop whole folios, zero partial ones in memory' },
  {
    name: 'invalidate-check-writeback',
    code: 'S6nv',
    summary: 'invalidate, dirty after the lookup counts as stale',
  },
  { name: 'opt-out-flag', code: 'S7', summary: 'flush if dirty, unless the caller says that it has flushed' },
  {
    name: 'folio-batch',
    code: 'S8',
    summary: 'the lookup collects dirty folios under the extent lock (v6.19)',
  },
  { name: 'folio-batch-before-lookup', code: 'S8p', summary: 'the batch is collected before the lookup' },
  {
    name: 'folio-batch-after-unlock',
    code: 'S8e',
    summary: 'the batch is collected after the extent lock is dropped',
  },
  { name: 'folio-batch-no-hole-flush', code: 'S8h', summary: 'the batch without the flush over holes' },
  {
    name: 'folio-batch-cow-mapping',
    code: 'S8c',
    summary: 'the batch, and a COW mapping for COW over a hole',
  },
  { name: 'flush-if-dirty-no-hole', code: 'S3h', summary: 'flush if dirty, but over unwritten extents only' },
  {
    name: 'zero-partial-eof',
    code: 'S9',
    summary: 'zero the unaligned head in memory if dirty (v6.13 to v6.18)',
  },
  { name: 'lookup-no-create', code: 'S10', summary: 'look up each page, create none, skip clean ones' },
] as const satisfies readonly { readonly name: string; readonly code: string; readonly summary: string }[];

export type StrategyName = (typeof STRATEGY_IDS)[number]['name'];
export type StrategyCode = (typeof STRATEGY_IDS)[number]['code'];

/** By name or code; null when there is none. */
export function findStrategy(nameOrCode: string): StrategyId | null {
  return STRATEGY_IDS.find((id) => id.name === nameOrCode || id.code === nameOrCode) ?? null;
}

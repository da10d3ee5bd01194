import type { SeriesState } from '@/lib/series/series.ts';

/** The state slugs that b4 and git-pw know by heart. */
export type PatchworkSlug =
  | 'new'
  | 'under-review'
  | 'accepted'
  | 'rejected'
  | 'rfc'
  | 'not-applicable'
  | 'changes-requested'
  | 'awaiting-upstream'
  | 'superseded'
  | 'deferred';

/** `reviewed` stays open in Patchwork: a maintainer who looks for work must still find it. */
const SLUGS: Readonly<Record<SeriesState, PatchworkSlug>> = {
  new: 'new',
  'under-review': 'under-review',
  'changes-requested': 'changes-requested',
  'waiting-on-author': 'changes-requested',
  reviewed: 'under-review',
  accepted: 'accepted',
  superseded: 'superseded',
  rejected: 'rejected',
  withdrawn: 'not-applicable',
};

/**
 * The state a Patchwork client sees: what a person set, else `rfc` for an RFC, else by a fixed table. `inMainline` is
 * false when the patches are known to be in a subsystem tree alone, null when nobody looked.
 */
export function patchworkState(
  state: SeriesState,
  rfc: boolean,
  override: PatchworkSlug | null,
  inMainline: boolean | null = null,
): PatchworkSlug {
  if (override !== null) return override;
  if (rfc) return 'rfc';
  if (state === 'accepted' && inMainline === false) return 'awaiting-upstream';
  return SLUGS[state];
}

import { type DesignState, stateOf } from '@/lib/design/state.ts';
import type { JudgedDesign, JudgedItem } from '@/lib/judge/judged-item.ts';
import { withPostingNames } from '@/lib/judge/option-name.ts';
import type { Series } from '@/lib/series/series.ts';
import { evidenceOf, type Link } from '@/lib/view/design-evidence.ts';

type Subject = {
  readonly judged: JudgedDesign;
  /** As judged, at `at`. */
  readonly series: readonly Series[];
  readonly messages: readonly { readonly messageId: string; readonly time: number }[];
  /** Epoch milliseconds; null: the end of the archive. */
  readonly at: number | null;
};

/** A design as its page shows it: options by the names of postings, and the strategies that each comes to. */
export function exportedDesign({ judged, series, messages, at }: Subject): {
  readonly state: DesignState;
  /** By the id of the option. */
  readonly links: ReadonlyMap<string, readonly Link[]>;
} {
  const items = new Map<string, JudgedItem>(
    [...judged.items, ...judged.rejected].map((item) => [item.id, item]),
  );
  const state = withPostingNames(stateOf(judged, series), items);
  const seen = messages.filter(({ time }) => at === null || time <= at);
  const { links } = evidenceOf(state, items, new Set(seen.map(({ messageId }) => messageId)));
  return { state, links };
}

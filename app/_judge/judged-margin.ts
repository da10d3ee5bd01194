import type { JudgedItem } from '@/lib/judge/judged-item.ts';
import type { MarginItem } from '@/lib/store/design/margin.ts';
import { loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { loadJudgementsOn } from '@/lib/store/judge/load-judgements.ts';

/**
 * What stands in the margin of these messages after what people said. `items` is what the extractor found there, and
 * the answer where nobody judged anything, which is nearly everywhere: then it costs one look into an index. All of the
 * messages are of one thread.
 */
export async function judgedMargin(
  items: readonly MarginItem[],
  messageIds: readonly string[],
): Promise<readonly MarginItem[]> {
  const log = await loadJudgementsOn(messageIds);
  const [first] = messageIds;
  if (first === undefined || !log.some(({ act }) => 'item' in act)) return items;
  const loaded = await loadJudgedDesign(first, null);
  if (loaded === null) return items;
  const shown = new Set(messageIds);
  return loaded.judged.items.filter(({ span }) => shown.has(span.messageId)).map(toMargin);
}

function toMargin({ id, kind, title, status, certain, span }: JudgedItem): MarginItem {
  return { id, kind, title, status, certain, ...span };
}

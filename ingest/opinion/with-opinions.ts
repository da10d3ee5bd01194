import { join } from 'node:path';
import { askModel, type ModelEndpoint } from '@/ingest/opinion/ask-model.ts';
import type { Study } from '@/ingest/show/study.ts';
import type { ItemId } from '@/lib/design/item.ts';
import { changeItems } from '@/lib/design/opinion/change-items.ts';
import { askAbout, type Change, checkOpinion, type Refusal } from '@/lib/design/opinion/opinion.ts';

/**
 * A study whose doubtful items a language model was asked about; what it says without a fault is taken over, the rest
 * given to `onRefusal`. Answers are kept below `home` (the folder of the installation).
 */
export async function withOpinions(
  study: Study,
  endpoint: ModelEndpoint,
  home: string,
  onRefusal: (refusal: Refusal) => void,
): Promise<Study> {
  const designs = [];
  for (const design of study.designs) {
    const quotes = new Map(design.items.map(({ id, quote }) => [id, quote]));
    const changes = new Map<ItemId, Change>();
    for (const question of askAbout(design.items, ({ id }) => quotes.get(id) ?? '')) {
      for (const opinion of await askModel(endpoint, question, join(home, 'opinions'))) {
        const checked = checkOpinion(question, opinion);
        if ('why' in checked) onRefusal(checked);
        else changes.set(opinion.id as ItemId, checked);
      }
    }
    designs.push({ ...design, items: changeItems(design.items, changes) });
  }
  return { ...study, designs };
}

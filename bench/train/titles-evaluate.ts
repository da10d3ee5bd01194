/** Compares titles with those of the annotators, given the labelled items: `npx tsx bench/train/titles-evaluate.ts`. */
import type { ItemId, ItemLink } from '@/lib/design/item.ts';
import { titleMoves } from '@/lib/design/titles/title-moves.ts';
import { loadLabelled } from './labelled.ts';
import { goldMoves } from './links-data.ts';

const every = Number(process.argv[2] ?? 0);
const sums = new Map<string, { n: number; rouge: number; long: number; words: number }>();
let seen = 0;
for (const thread of await loadLabelled()) {
  const { moves, labelOf, moveOf } = goldMoves(thread);
  const links = new Map<ItemId, readonly ItemLink[]>(
    moves.map((move) => [
      move.id,
      (labelOf.get(move)?.targets ?? []).flatMap((id) => {
        const target = moveOf.get(id);
        return target === undefined ? [] : [{ id: target.id, relation: 'about' as const }];
      }),
    ]),
  );
  const titles = titleMoves(moves, links, thread.threads, thread.derived);
  for (const move of moves) {
    const wanted = labelOf.get(move)?.title ?? '';
    const title = titles.get(move.id) ?? '';
    for (const key of ['all', move.kind]) {
      const sum = sums.get(key) ?? { n: 0, rouge: 0, long: 0, words: 0 };
      sums.set(key, {
        n: sum.n + 1,
        rouge: sum.rouge + rouge(title, wanted),
        long: sum.long + (title.endsWith('…') ? 1 : 0),
        words: sum.words + title.split(' ').length,
      });
    }
    seen += 1;
    if (every > 0 && seen % every === 0) console.log(`${move.kind}: ${title}\n    gold: ${wanted}`);
  }
}
for (const [kind, { n, rouge: sum, long, words }] of sums) {
  console.log(
    `${kind.padEnd(12)} ${n} ROUGE-1 ${(sum / n).toFixed(3)}` +
      ` cut ${(long / n).toFixed(3)} words ${(words / n).toFixed(1)}`,
  );
}

/** F1 of shared words. */
function rouge(a: string, b: string): number {
  const [left, right] = [wordsIn(a), wordsIn(b)];
  const rest = [...right];
  let shared = 0;
  for (const word of left) {
    const place = rest.indexOf(word);
    if (place === -1) continue;
    rest.splice(place, 1);
    shared += 1;
  }
  return left.length + right.length === 0 ? 0 : (2 * shared) / (left.length + right.length);
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z0-9_]+/g) ?? [];
}

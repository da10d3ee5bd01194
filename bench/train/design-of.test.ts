import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { corpusPath, goldPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { readSource } from '@/ingest/pipeline/pipeline.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import type { ItemId, ItemLink, Move } from '@/lib/design/item.ts';
import { linkMoves } from '@/lib/design/links/link-moves.ts';
import { groupOptions, type OptionGroup } from '@/lib/design/options/group-options.ts';
import { TITLE_MAX } from '@/lib/design/titles/shorten.ts';
import { titleMoves } from '@/lib/design/titles/title-moves.ts';
import type { Email } from '@/lib/mail/email.ts';
import { type Label, readArchive } from './labelled.ts';
import { goldMoves } from './links-data.ts';

type Design = {
  readonly moves: readonly Move[];
  readonly links: ReadonlyMap<ItemId, readonly ItemLink[]>;
  readonly titles: ReadonlyMap<ItemId, string>;
  readonly options: readonly OptionGroup[];
  readonly labelOf: ReadonlyMap<Move, Label>;
};

const labels: { readonly items: readonly Label[] } = withoutCorpus
  ? { items: [] }
  : JSON.parse(readFileSync(goldPath('d01.json'), 'utf8'));

async function readRfc(): Promise<readonly Email[]> {
  const path = corpusPath('zero-range/rfc-thread.mbox.gz');
  const source = await openSource(path, { list: null, cursor: null, home: '' });
  const pool = createParsePool();
  try {
    const { messages } = await readSource(pool, source, 'list');
    return messages
      .map(({ email }) => email)
      .sort((a, b) => (a.sentAt ?? 0) - (b.sentAt ?? 0) || (a.messageId < b.messageId ? -1 : 1));
  } finally {
    await pool.close();
  }
}

/** Links, titles and options of the labelled items of these messages. */
function designOf(emails: readonly Email[]): Design {
  const { derived, threads } = readArchive(emails);
  const { moves, labelOf } = goldMoves({ items: labels.items, threads });
  const links = linkMoves(moves, threads, derived);
  const titles = titleMoves(moves, links, threads, derived);
  return { moves, links, titles, options: groupOptions(moves, links, titles, threads, derived), labelOf };
}

test.skipIf(withoutCorpus)(
  'the RFC thread: its ways stand apart, what is said again stands together',
  async () => {
    const { options, moves, labelOf } = designOf(await readRfc());
    const optionOf = (id: string): string => {
      const move = moves.find((one) => labelOf.get(one)?.id === id);
      return options.find(({ mentions }) => mentions.some((mention) => mention === move?.id))?.id ?? '';
    };
    // Scan and revalidate, hoist the flush, flush and stale, iomap_valid in the ops, invalidate, a flag.
    const ways = ['i1', 'i19', 'i9', 'i17', 'i40', 'i6'].map(optionOf);
    expect(new Set(ways).size).toBe(6);
    expect(ways).not.toContain('');
    // "Start with an unconditional flush ..., then ... a conditional flush/stale": both are said again.
    expect([optionOf('i19'), optionOf('i9')]).toContain(optionOf('i27'));
    // "If we don't have a validation function, ..." goes on with the invalidation, not with the flush it answers.
    expect(optionOf('i41')).not.toBe(optionOf('i9'));
  },
);

test.skipIf(withoutCorpus)('the RFC thread: what comes later changes no link, title or option', async () => {
  const emails = await readRfc();
  const whole = designOf(emails);
  for (let length = 1; length < emails.length; length += 1) {
    const cut = designOf(emails.slice(0, length));
    for (const { id } of cut.moves) {
      expect(whole.links.get(id)).toEqual(cut.links.get(id));
      expect(whole.titles.get(id)).toBe(cut.titles.get(id));
    }
    const mentions = new Set(cut.moves.map(({ id }) => id));
    const early = whole.options.map((option) => option.mentions.filter((id) => mentions.has(id)));
    expect(early.filter((list) => list.length > 0)).toEqual(cut.options.map((option) => option.mentions));
  }
  for (const title of whole.titles.values()) expect(title.length).toBeLessThanOrEqual(TITLE_MAX);
});

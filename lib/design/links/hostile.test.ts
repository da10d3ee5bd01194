import { expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { linkMoves } from '@/lib/design/links/link-moves.ts';
import { type MarkedRow, markedArchive } from '@/lib/design/links/test-marked-thread.ts';
import { groupOptions } from '@/lib/design/options/group-options.ts';
import { titleMoves } from '@/lib/design/titles/title-moves.ts';

/** Milliseconds that links, titles and options take for the moves of an archive. */
function timeOf(rows: readonly MarkedRow[]): number {
  const { moves, threads, derived } = markedArchive(rows);
  expect(moves.length).toBeGreaterThan(0);
  const started = cpuMs();
  const links = linkMoves(moves, threads, derived);
  const titles = titleMoves(moves, links, threads, derived);
  groupOptions(moves, links, titles, threads, derived);
  return cpuMs() - started;
}

/** Four times the moves may take eight times as long (caches, noise), not sixteen. Small ones warm up. */
function check(rows: (count: number) => readonly MarkedRow[]): void {
  timeOf(rows(40));
  const small = Math.min(...[1, 2].map(() => timeOf(rows(50))));
  const large = Math.min(...[1, 2].map(() => timeOf(rows(200))));
  expect(large).toBeLessThan(small * 8 + 100);
}

const sentence = (index: number): string =>
  `Keep the cache of handle_${index} in the store, or drop it when full.`;

it('takes time linear in a thread of answers', () => {
  check((count) =>
    Array.from({ length: count }, (_, index) => ({
      subject: 'Re: handles',
      by: index % 2 === 0 ? 'ann' : 'bob',
      cites: index === 0 ? [] : [`m${index - 1}`],
      body: `${index === 0 ? '' : `> ${sentence(index - 1)}\n\n`}{proposal|${sentence(index)}}\n`,
    })),
  );
});

it('takes time linear in the moves of one mail', () => {
  check((count) => [
    {
      subject: 'handles',
      body: Array.from({ length: count }, (_, index) => `{proposal|${sentence(index)}}\n`).join('\n'),
    },
  ]);
});

it('bears words that are all alike, and a word of 100 kB', () => {
  const rows = ['x'.repeat(100_000), 'a_b '.repeat(25_000), '_'.repeat(50_000), 'ﷺ '.repeat(9_000)].map(
    (text, index): MarkedRow => ({
      subject: 'Re: handles',
      body: `{objection|${text}}\n`,
      cites: [`m${index - 1}`],
    }),
  );
  expect(timeOf(rows)).toBeLessThan(1_000);
});

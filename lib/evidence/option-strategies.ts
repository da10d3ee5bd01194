import { originOf, strategiesOfMessage } from '@/lib/evidence/origins.ts';
import { STRATEGY_WORDS } from '@/lib/evidence/topic-words.ts';
import { findStrategy, type StrategyName } from '@/lib/sim/zero-range/strategy.ts';

/** One way in which an option was put. */
export type Putting = {
  readonly messageId: string;
  readonly words: string;
  /** It is the first proposal of a posted series or patch: what that posting is. */
  readonly opensPosting: boolean;
};

export type LinkedStrategy = {
  readonly strategy: StrategyName;
  /** `message`: the message is one that proposes it. `words`: these words say nothing else. */
  readonly because: 'message' | 'words';
};

/** A mail can be one proposal. */
const CHARACTERS_MAX = 4_000;

/**
 * What says a strategy wherever it stands in a discussion of zero range: all stems of one line, at the beginning of
 * words. Narrower than STRATEGY_WORDS, which only weigh suggestions: a wrong link would tell of another idea's costs.
 */
const PHRASES: readonly (readonly [StrategyName, readonly (readonly string[])[]])[] = [
  ['flush-always', [['unconditional', 'flush'], ['hoist', 'filemap_write_and_wait'], ['flush at the top']]],
  ['flush-if-dirty', [['flush', 'conditional']]],
  ['scan-revalidate', [['revalidation approach'], ['scan', 'dirty folio']]],
  ['valid-in-ops', [['iomap_valid', 'ops']]],
  ['invalidate', [['invalidate', 'cache', 'unwritten']]],
  ['folio-batch', [['batched folio lookup'], ['batch', 'lookup', 'under locks']]],
  ['folio-batch-no-hole-flush', [['drop the flush', 'hole']]],
];

/**
 * Strategies of the model that realise an option, by how it was put: the first proposal of a posting is the strategy of
 * that posting, other words in a message that proposes strategies are the ones they speak of, and a few phrases say
 * their strategy anywhere. What most ways of putting it say comes first, of equals what was said first: one of five
 * mentions may speak of something else, too. Linear in the text.
 */
export function strategiesOfOption(puttings: readonly Putting[]): readonly LinkedStrategy[] {
  const linked = new Map<StrategyName, { because: LinkedStrategy['because']; count: number }>();
  for (const putting of puttings) {
    for (const { strategy, because } of strategiesOfPutting(putting)) {
      const known = linked.get(strategy);
      if (known === undefined) linked.set(strategy, { because, count: 1 });
      else known.count += 1;
    }
  }
  return [...linked]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([strategy, { because }]) => ({ strategy, because }));
}

function strategiesOfPutting({ messageId, words, opensPosting }: Putting): readonly LinkedStrategy[] {
  const text = plain(words);
  const own = strategiesOfMessage(messageId);
  const spoken = own.filter((name) => speaksOf(text, name));
  const [only, ...others] = own.filter((name) => originOf(name).kind === 'proposed');
  const posted = opensPosting && spoken.length === 0 && others.length === 0 ? only : undefined;
  const ofMessage = posted === undefined ? spoken : [posted];
  const said = PHRASES.filter(
    ([name, lines]) => !ofMessage.includes(name) && lines.some((stems) => saysAll(text, stems)),
  );
  return [
    ...ofMessage.map((strategy) => ({ strategy, because: 'message' as const })),
    ...said.map(([strategy]) => ({ strategy, because: 'words' as const })),
  ];
}

function plain(words: string): string {
  return ` ${words
    .slice(0, CHARACTERS_MAX)
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, ' ')} `;
}

function saysAll(text: string, stems: readonly string[]): boolean {
  return stems.every((stem) => text.includes(` ${stem}`));
}

function speaksOf(text: string, name: StrategyName): boolean {
  const code = findStrategy(name)?.code ?? '';
  const lines = PHRASES.find(([one]) => one === name)?.[1] ?? [];
  return (
    lines.some((stems) => saysAll(text, stems)) ||
    (STRATEGY_WORDS[code] ?? []).some((stem) => saysAll(text, [stem]))
  );
}

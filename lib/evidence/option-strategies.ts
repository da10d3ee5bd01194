import { DOMAINS, findStrategy } from '@/lib/domains/registry.ts';
import { originOf, strategiesOfMessage } from '@/lib/evidence/origins.ts';

/** One way in which an option was put. */
export type Putting = {
  readonly messageId: string;
  readonly words: string;
  /** It is the first proposal of a posted series or patch: what that posting is. */
  readonly opensPosting: boolean;
};

export type LinkedStrategy = {
  readonly strategy: string;
  /** `message`: the message is one that proposes it. `words`: these words say nothing else. */
  readonly because: 'message' | 'words';
};

/** A mail can be one proposal. */
const CHARACTERS_MAX = 4_000;

/**
 * Strategies of the model that realise an option, by how it was put: the first proposal of a posting is the strategy of
 * that posting, other words in a message that proposes strategies are the ones they speak of, and a few phrases say
 * their strategy anywhere. What most ways of putting it say comes first, of equals what was said first: one of five
 * mentions may speak of something else, too. Linear in the text.
 */
export function strategiesOfOption(puttings: readonly Putting[]): readonly LinkedStrategy[] {
  const linked = new Map<string, { because: LinkedStrategy['because']; count: number }>();
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
  const said = DOMAINS.flatMap(({ phrases }) => phrases).filter(
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

function speaksOf(text: string, name: string): boolean {
  const found = findStrategy(name);
  if (found === null) return false;
  const { phrases, strategyWords } = found.domain;
  const lines = phrases.find(([one]) => one === name)?.[1] ?? [];
  return (
    lines.some((stems) => saysAll(text, stems)) ||
    (strategyWords[found.strategy.code] ?? []).some((stem) => saysAll(text, [stem]))
  );
}

import type { CatalogueEntry } from '@/lib/sim/zero-range/catalogue/entries.ts';

/** Groups of scenarios, by the first topic of an entry that is one of them. */
export type EntryGroup = {
  readonly title: string;
  /** What names of its entries need not say again. */
  readonly implied: readonly string[];
  readonly entries: readonly CatalogueEntry[];
};

const GROUPS: readonly (readonly [topic: string, title: string, implied: readonly string[]])[] = [
  ['truncate-down', 'truncate down', ['trunc-down']],
  ['truncate-up', 'truncate up', ['truncate-up']],
  ['write-extension', 'write beyond EOF', []],
  ['zero-range', 'zero range itself', ['zero-range']],
];

/** All groups that have an entry; what has no topic of ours is about zero range itself. */
export function groupEntries(entries: readonly CatalogueEntry[]): readonly EntryGroup[] {
  const topicOf = ({ script }: CatalogueEntry): string =>
    GROUPS.find(([topic]) => script.header.topics.includes(topic))?.[0] ?? 'zero-range';
  return GROUPS.map(([topic, title, implied]) => ({
    title,
    implied,
    entries: entries.filter((entry) => topicOf(entry) === topic),
  })).filter((group) => group.entries.length > 0);
}

/** `trunc-down-unwritten-eof` is `unwritten-eof` below truncate down. */
export function shortName(name: string, { implied }: EntryGroup): string {
  const word = implied.find((one) => name.startsWith(`${one}-`) || name.endsWith(`-${one}`));
  if (word === undefined) return name;
  return name.startsWith(word) ? name.slice(word.length + 1) : name.slice(0, -word.length - 1);
}

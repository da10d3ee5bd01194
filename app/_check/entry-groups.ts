import type { CatalogueEntry, Domain } from '@/lib/sim/domain.ts';

/** Groups of scenarios, by the first topic of an entry that is one of them. */
export type EntryGroup = {
  readonly title: string;
  /** What names of its entries need not say again. */
  readonly implied: readonly string[];
  readonly entries: readonly CatalogueEntry[];
};

/** All groups of the domain that have an entry; the last one takes what has no topic of a group. */
export function groupEntries({ groups }: Domain, entries: readonly CatalogueEntry[]): readonly EntryGroup[] {
  const topicOf = ({ script }: CatalogueEntry): string | undefined =>
    (groups.find(({ topic }) => script.header.topics.includes(topic)) ?? groups.at(-1))?.topic;
  return groups
    .map(({ topic, title, implied }) => ({
      title,
      implied,
      entries: entries.filter((entry) => topicOf(entry) === topic),
    }))
    .filter((group) => group.entries.length > 0);
}

/** `trunc-down-unwritten-eof` is `unwritten-eof` below truncate down. */
export function shortName(name: string, { implied }: EntryGroup): string {
  const word = implied.find((one) => name.startsWith(`${one}-`) || name.endsWith(`-${one}`));
  if (word === undefined) return name;
  return name.startsWith(word) ? name.slice(word.length + 1) : name.slice(0, -word.length - 1);
}

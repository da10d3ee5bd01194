/**
 * The list that a design is read on: where most of its mail is, the first by name of several; a copy of one mail on
 * another list does not move it there. `lists` are those that the reader may see.
 */
export function mainListOf(
  lists: readonly string[],
  messages: readonly { readonly lists: readonly string[] }[],
): string {
  const counts = new Map(lists.map((list) => [list, 0]));
  for (const message of messages) {
    for (const list of message.lists) {
      const count = counts.get(list);
      if (count !== undefined) counts.set(list, count + 1);
    }
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), ['all', -1] as const)[0];
}

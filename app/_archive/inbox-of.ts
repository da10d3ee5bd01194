/** The list to read a message in: the one the reader is in, else its first. */
export function inboxOf(lists: readonly string[], preferred: string): string {
  return lists.includes(preferred) ? preferred : (lists[0] ?? preferred);
}

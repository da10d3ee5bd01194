type Stretch = { readonly start: number; readonly end: number };

/** Whether two stretches of one text share a character. */
export function overlap(one: Stretch, other: Stretch): boolean {
  return one.start < other.end && other.start < one.end;
}

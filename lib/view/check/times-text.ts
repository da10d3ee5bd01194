/** 1, 1.4, 12, 1200, 1.6M: two digits, because the unit costs of the model are no better. */
export function timesText(ratio: number): string {
  if (ratio >= 1e5) return `${Number((ratio / 1e6).toPrecision(2))}M`;
  return String(Number(ratio.toPrecision(2)));
}

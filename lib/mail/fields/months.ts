/** In lower case, the first three letters. */
export const MONTHS: readonly string[] = [
  ...['jan', 'feb', 'mar', 'apr', 'may', 'jun'],
  ...['jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
];

/** A month in words, cut or whole, as part of a pattern; its group has the first three letters. */
export const MONTH: string = `(${MONTHS.join('|')})[a-z]{0,6}\\.?`;

/** Strategy, verdict and states of each row of a table of runs; runs in the browser. */
export function summariseRuns(rows: readonly (SVGElement | HTMLElement)[]): readonly string[] {
  return rows.map((row) =>
    [...row.querySelectorAll('td')]
      .slice(0, 3)
      .map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim())
      .join(' | '),
  );
}

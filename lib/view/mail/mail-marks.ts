import { escapeAttribute } from '@/lib/view/html.ts';

/** Words of a mail that something is said about. Offsets are UTF-16 in its body; marks may overlap. */
export type Mark = {
  readonly start: number;
  readonly end: number;
  /** The fragment that leads to the words. */
  readonly id: string;
  /** What stands in the margin beside them; null for words that only somebody's link names. */
  readonly pin: { readonly className: string; readonly href: string; readonly title: string } | null;
};

/** A stretch in which no mark begins or ends. */
type Part = {
  readonly start: number;
  readonly end: number;
  /** Marks that begin here. */
  readonly begun: readonly Mark[];
  /** Some mark covers it. */
  readonly inside: boolean;
};

export function pinHtml({ id, pin }: Mark): string {
  const fragment = escapeAttribute(id);
  if (pin === null) return `<span class="pin" id="${fragment}"></span>`;
  const [className, href, title] = [pin.className, pin.href, pin.title].map(escapeAttribute);
  return `<a class="pin ${className}" id="${fragment}" href="${href}" title="${title}"></a>`;
}

/** Cuts stretches, asked for in the order of the body, where marks begin and end. Linear in marks and stretches. */
export function createCutter(marks: readonly Mark[]): {
  readonly cut: (start: number, end: number) => readonly Part[];
} {
  const starts = [...marks].sort((a, b) => a.start - b.start || b.end - a.end);
  const ends = marks.map(({ end }) => end).sort((a, b) => a - b);
  let begun = 0;
  let ended = 0;
  return {
    cut: (start, end) => {
      const parts: Part[] = [];
      for (let at = start; at < end; ) {
        const from = begun;
        while ((starts[begun]?.start ?? Number.POSITIVE_INFINITY) <= at) begun++;
        while ((ends[ended] ?? Number.POSITIVE_INFINITY) <= at) ended++;
        const until = Math.min(end, starts[begun]?.start ?? end, ends[ended] ?? end);
        parts.push({ start: at, end: until, begun: starts.slice(from, begun), inside: begun > ended });
        at = until;
      }
      return parts;
    },
  };
}

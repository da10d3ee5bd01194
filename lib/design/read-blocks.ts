import type { Block, QuotedPart } from '@/lib/design/reading.ts';
import type { AlignedLines, LineSource } from '@/lib/mail/quotes/align-quotes.ts';
import type { BodyLine } from '@/lib/mail/quotes/body-lines.ts';
import { isOwnText, type Segment } from '@/lib/mail/segments.ts';

/** What is answered stands in the last lines of a quote; more of it only costs time. */
const QUOTED_LINES_MAX = 200;

/** The author's words between quotes, each with the quote above it; all own text when nothing is quoted. */
export function readBlocks(
  body: string,
  segments: readonly Segment[],
  aligned: AlignedLines,
): readonly Block[] {
  const blocks: Block[] = [];
  let open: { start: number; end: number } | null = null;
  // Quoted lines from `first` to `index` stand above the open block.
  let first = 0;
  let index = 0;
  const close = (): void => {
    if (open === null) return;
    blocks.push({ above: toParts(aligned, first, index), ...open });
    first = index;
    open = null;
  };
  for (const segment of segments) {
    if (segment.kind === 'quote') {
      close();
      while (index < aligned.quoted.length && (aligned.quoted[index] as BodyLine).start < segment.end)
        index += 1;
    } else if (segment.kind === 'signature') close();
    else if (isOwnText(segment.kind) && body.slice(segment.start, segment.end).trim() !== '') {
      open = { start: (open as { start: number } | null)?.start ?? segment.start, end: segment.end };
    }
  }
  close();
  return blocks;
}

/** The last part grows line by line. */
type GrowingPart = Omit<Writable<QuotedPart>, 'source'> & { readonly source: Writable<LineSource> | null };
type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] };

/** Neighbouring lines of one depth whose sources follow each other in one message are one part. */
function toParts({ quoted, sources }: AlignedLines, first: number, end: number): readonly QuotedPart[] {
  const parts: GrowingPart[] = [];
  for (let index = Math.max(first, end - QUOTED_LINES_MAX); index < end; index += 1) {
    const line = quoted[index] as BodyLine;
    if (line.key === '') continue;
    const source = sources[index] ?? null;
    const last = parts[parts.length - 1];
    if (last !== undefined && goesOn(last, line, source)) {
      last.end = line.end;
      if (source !== null && last.source !== null) last.source.end = source.end;
    } else {
      const { start, end, depth } = line;
      parts.push({ start, end, depth, source: source === null ? null : { ...source } });
    }
  }
  return parts;
}

function goesOn(last: QuotedPart, { depth }: BodyLine, source: LineSource | null): boolean {
  if (last.depth !== depth || last.source?.messageId !== source?.messageId) return false;
  return source === null || (last.source !== null && source.start >= last.source.end);
}

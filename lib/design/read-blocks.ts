import type { Block, QuotedPart } from '@/lib/design/reading.ts';
import type { AlignedLines } from '@/lib/mail/align-quotes.ts';
import type { BodyLine } from '@/lib/mail/body-lines.ts';
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
  let quoted: { readonly line: BodyLine; readonly index: number }[] = [];
  let open: { start: number; end: number } | null = null;
  let index = 0;
  const close = (): void => {
    if (open === null) return;
    blocks.push({ ...open, above: toParts(quoted, aligned) });
    quoted = [];
    open = null;
  };
  for (const segment of segments) {
    if (segment.kind === 'quote') close();
    else if (segment.kind === 'signature') break;
    else if (isOwnText(segment.kind) && body.slice(segment.start, segment.end).trim() !== '') {
      open = { start: (open as { start: number } | null)?.start ?? segment.start, end: segment.end };
    }
    for (; index < aligned.lines.length; index += 1) {
      const line = aligned.lines[index] as BodyLine;
      if (line.start >= segment.end) break;
      if (line.kind === 'quote') quoted.push({ line, index });
    }
  }
  close();
  return blocks;
}

/** Neighbouring lines of one depth whose sources follow each other in one message are one part. */
function toParts(
  quoted: readonly { readonly line: BodyLine; readonly index: number }[],
  { sources }: AlignedLines,
): readonly QuotedPart[] {
  const parts: QuotedPart[] = [];
  for (const { line, index } of quoted.slice(-QUOTED_LINES_MAX)) {
    if (line.key === '') continue;
    const source = sources[index] ?? null;
    const last = parts.at(-1);
    const joins =
      last !== undefined &&
      last.depth === line.depth &&
      last.source?.messageId === source?.messageId &&
      (source === null || (last.source !== null && source.start >= last.source.end));
    if (!joins) parts.push({ start: line.start, end: line.end, depth: line.depth, source });
    else {
      parts[parts.length - 1] = {
        ...last,
        end: line.end,
        source: source === null || last.source === null ? source : { ...last.source, end: source.end },
      };
    }
  }
  return parts;
}

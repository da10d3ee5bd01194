import { compareText } from '@/lib/base/compare-text.ts';
import { readBlocks } from '@/lib/design/read-blocks.ts';
import type { DesignMessage, Reading, ThreadReading, Unit } from '@/lib/design/reading.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { type AlignedLines, alignQuotes } from '@/lib/mail/quotes/align-quotes.ts';
import { type BodyLine, bodyLines } from '@/lib/mail/quotes/body-lines.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { splitSentences } from '@/lib/mail/sentences.ts';
import type { Thread } from '@/lib/mail/thread.ts';

/** How far up a reply's ancestors are asked for the words it quotes. */
const ANCESTORS_MAX = 12;

/**
 * Takes a thread apart: every message into segments, the words under each quote with what is quoted, and sentences.
 * `messages` are those of the thread, by key. Ghosts are left out.
 */
export function readThread(thread: Thread, messages: ReadonlyMap<string, DesignMessage>): ThreadReading {
  const aligned = new Map<number, AlignedLines>();
  const readings: Reading[] = [];
  // Nodes come in reading order, so a parent is aligned before its children.
  thread.nodes.forEach((node, index) => {
    const message = node.key === null ? undefined : messages.get(node.key);
    if (message === undefined) return;
    const segments = splitSegments(message.body);
    const above = ancestorsOf(thread, index, aligned);
    const quoted = bodyLines(message.body, segments, 'quoted');
    const others = (): readonly BodyLine[] => bodyLines(message.body, segments, 'other');
    const lines = alignQuotes(message.messageId, quoted, others, above);
    aligned.set(index, lines);
    const blocks = readBlocks(message.body, segments, lines);
    readings.push({
      message,
      parent: presentParent(thread, index, messages),
      segments,
      blocks,
      units: readUnits(message.body, splitSentences(message.body, segments), blocks),
    });
  });
  readings.sort((a, b) => a.message.time - b.message.time || compareText(a.message.key, b.message.key));
  return { id: thread.id, readings };
}

function ancestorsOf(
  thread: Thread,
  index: number,
  aligned: ReadonlyMap<number, AlignedLines>,
): readonly AlignedLines[] {
  const above: AlignedLines[] = [];
  let at = thread.nodes[index]?.parent ?? null;
  for (let steps = 0; at !== null && steps < ANCESTORS_MAX; steps += 1) {
    const lines = aligned.get(at);
    if (lines !== undefined) above.push(lines);
    at = thread.nodes[at]?.parent ?? null;
  }
  return above;
}

function presentParent(
  thread: Thread,
  index: number,
  messages: ReadonlyMap<string, DesignMessage>,
): MessageId | null {
  const at = thread.nodes[index]?.parent ?? null;
  const parent = at === null ? undefined : thread.nodes[at];
  return parent !== undefined && parent.key !== null && messages.has(parent.key) ? parent.messageId : null;
}

function readUnits(
  body: string,
  sentences: readonly { readonly start: number; readonly end: number }[],
  blocks: Reading['blocks'],
): readonly Unit[] {
  let block = 0;
  let paragraph = 0;
  let before = 0;
  return sentences.flatMap(({ start, end }) => {
    while (block < blocks.length && (blocks[block]?.end ?? 0) <= start) block += 1;
    if (block >= blocks.length) return [];
    if (hasEmptyLine(body, before, start)) paragraph += 1;
    before = end;
    return [{ start, end, block, paragraph }];
  });
}

/** Whether a line of blanks, or one of a quote, stands in between. */
function hasEmptyLine(body: string, from: number, to: number): boolean {
  let isEmpty = false;
  for (let at = from; at < to; at += 1) {
    const code = body.charCodeAt(at);
    if (code === 0x0a) {
      if (isEmpty || (at + 1 < to && body.charCodeAt(at + 1) === 0x3e)) return true;
      isEmpty = true;
    } else if (code !== 0x20 && code !== 0x09) isEmpty = false;
  }
  return false;
}

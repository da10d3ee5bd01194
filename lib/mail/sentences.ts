import { lineEnd } from '@/lib/mail/lines.ts';
import type { Segment } from '@/lib/mail/segments.ts';

/** A sentence of an author's own prose: UTF-16 offsets in the body. */
export type Sentence = { readonly start: number; readonly end: number };

/** Prose has no longer sentences; what follows is cut off and starts no sentence of its own. */
const SENTENCE_LENGTH_MAX = 1_000;
const SENTENCES_MAX = 2_000;

const BULLET = /^[ \t]{0,8}(?:[-*•+o]|\(?(?:\d{1,2}[a-z]?|[a-z])(?:[.)]|\.\)))[ \t]/;
const ABBREVIATIONS = ['e.g.', 'i.e.', 'etc.', 'vs.', 'cf.', 'resp.'];

/**
 * The sentences in the own segments of a body: they end at `.`, `!` or `?` before a blank, at an empty line and before
 * a bullet; they go over line ends. Code, dumps and tables are segments of their own and have none.
 */
export function splitSentences(body: string, segments: readonly Segment[]): readonly Sentence[] {
  const sentences: Sentence[] = [];
  for (const segment of segments) {
    if (segment.kind !== 'own') continue;
    let from = segment.start;
    let open = -1;
    while (from < segment.end && sentences.length < SENTENCES_MAX) {
      const end = Math.min(lineEnd(body, from), segment.end);
      open = readLine(body, from, end, open, sentences);
      from = end + 1;
    }
    close(body, open, segment.end, sentences);
  }
  return sentences;
}

/** Adds what ends in the line `[start, end)`; gives the start of the sentence still open, or -1. */
function readLine(body: string, start: number, end: number, open: number, sentences: Sentence[]): number {
  const line = body.slice(start, Math.min(end, start + 80));
  if (line.trim() === '') {
    close(body, open, start, sentences);
    return -1;
  }
  const bullet = BULLET.exec(line);
  let from = open;
  if (bullet !== null) {
    close(body, open, start, sentences);
    from = start + bullet[0].length;
  } else if (open === -1) from = start;
  return splitLine(body, start, end, from, sentences);
}

function splitLine(body: string, start: number, end: number, open: number, sentences: Sentence[]): number {
  let from = open;
  for (let at = start; at < end; at += 1) {
    const code = body.charCodeAt(at);
    if (code !== 0x2e && code !== 0x21 && code !== 0x3f) continue;
    let after = at + 1;
    while (after < end && '.!?")\'’”'.includes(body.charAt(after))) after += 1;
    const isBreak = after >= end || body.charCodeAt(after) === 0x20;
    if (isBreak && from !== -1 && !endsAbbreviation(body, from, after)) {
      close(body, from, after, sentences);
      from = after;
      while (from < end && body.charCodeAt(from) === 0x20) from += 1;
      if (from >= end) from = -1;
    }
    at = after - 1;
  }
  if (from === -1) return -1;
  return from;
}

function endsAbbreviation(body: string, start: number, end: number): boolean {
  const tail = body.slice(Math.max(start, end - 5), end).toLowerCase();
  return ABBREVIATIONS.some((abbreviation) => tail.endsWith(abbreviation));
}

function close(body: string, start: number, end: number, sentences: Sentence[]): void {
  if (start === -1) return;
  let from = start;
  let to = Math.min(end, start + SENTENCE_LENGTH_MAX);
  while (from < to && body.charCodeAt(from) <= 0x20) from += 1;
  while (to > from && body.charCodeAt(to - 1) <= 0x20) to -= 1;
  if (to > from) sentences.push({ start: from, end: to });
}

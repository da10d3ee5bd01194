import type { Segment } from '@/lib/mail/segments.ts';

/** A line in a tree has room for about this many. */
const LENGTH_MAX = 120;

/** `Hi Brian,`, `On 7/18/24 ...`: says nothing about the message. */
const GREETING = /^(?:hi|hello|hey|dear|greetings|thanks)\b[^.!?\n]{0,40}[,!.]?$/i;

/**
 * The first sentence the author wrote, on one line, for trees and tables: own text only, greetings skipped, cut at
 * a word. Empty for a message of quotes, patch or tags alone.
 */
export function firstWords(marked: { readonly body: string; readonly segments: readonly Segment[] }): string {
  const { body, segments } = marked;
  for (const segment of segments) {
    if (segment.kind !== 'own') continue;
    const paragraphs = body
      .slice(segment.start, Math.min(segment.end, segment.start + 2000))
      .split(/\n[^\S\n]*\n/);
    for (const paragraph of paragraphs) {
      const lines = paragraph.split('\n').map((line) => line.trim());
      const text = lines.filter((line) => line !== '' && !GREETING.test(line)).join(' ');
      if (/\p{L}/u.test(text)) return cut(text);
    }
  }
  return '';
}

function cut(text: string): string {
  const sentence = /^.{20,}?[.?!](?=\s)/.exec(text.slice(0, LENGTH_MAX + 1))?.[0];
  if (sentence !== undefined) return sentence;
  if (text.length <= LENGTH_MAX) return text;
  const space = text.lastIndexOf(' ', LENGTH_MAX);
  return `${text.slice(0, space > LENGTH_MAX / 2 ? space : LENGTH_MAX).toWellFormed()}…`;
}

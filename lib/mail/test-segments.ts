import { splitSegments } from '@/lib/mail/segments.ts';

/** Each segment of a body as its kind, with the depth of a marked quote, and its text. For tests. */
export function segmentTexts(body: string): readonly (readonly [kind: string, text: string])[] {
  return splitSegments(body).map(({ kind, depth, start, end }) => [
    depth === 0 ? kind : `${kind} ${depth}`,
    body.slice(start, end),
  ]);
}

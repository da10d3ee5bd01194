import type { Segment } from '@/lib/mail/segments.ts';

/** Whether a diffstat stands in the author's own text: a lone `---` line is the separator of a patch, not one. */
export function hasDiffstat(body: string, segments: readonly Segment[]): boolean {
  return segments.some(
    ({ kind, start, end }) =>
      kind === 'diffstat' && body.slice(start, Math.min(end, start + 10)).trim() !== '---',
  );
}

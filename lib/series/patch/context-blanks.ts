import { parsePatch } from '@/lib/series/patch/patch.ts';

/** A body in which the context lines of a patch that lost their first blank have it again. */
export function withContextBlanks(body: string): string {
  const hunks = parsePatch(body)?.files.flatMap((file) => file.hunks) ?? [];
  const starts = hunks.flatMap(({ isBare, lines }) =>
    isBare ? lines.flatMap(({ kind, start }) => (kind === 'context' ? [start] : [])) : [],
  );
  let mended = '';
  let at = 0;
  for (const start of starts) {
    const hasBlank = body.startsWith(' \t', start) || body.charAt(start) === '\u00a0';
    if (hasBlank) continue;
    mended += `${body.slice(at, start)} `;
    at = start;
  }
  return mended + body.slice(at);
}

import type { FilePatch } from '@/lib/series/patch/patch-text.ts';

/**
 * A patch of a mail that says format=flowed, as git mailinfo reads it: RFC 3676 4.4 puts one more blank before every
 * line that begins with one, which are the context lines. Programs that say flowed and put none are believed by what
 * they sent: one context line that begins with a single blank, and nothing is taken away. `body` and offsets stay.
 */
export function withoutStuffing(files: readonly FilePatch[]): readonly FilePatch[] {
  const isStuffed = files.every(({ hunks }) =>
    hunks.every(({ lines }) => lines.every(({ kind, text }) => kind !== 'context' || /^(?: |$)/.test(text))),
  );
  if (!isStuffed) return files;
  return files.map((file) => ({
    ...file,
    hunks: file.hunks.map((hunk) => ({
      ...hunk,
      lines: hunk.lines.map((line) =>
        line.kind === 'context' ? { ...line, text: line.text.slice(1) } : line,
      ),
    })),
  }));
}

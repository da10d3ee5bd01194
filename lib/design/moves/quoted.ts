import type { ItemKind } from '@/lib/design/item.ts';
import type { Block, Reading } from '@/lib/design/reading.ts';
import type { MessageId } from '@/lib/mail/email.ts';

/** What was found in an earlier message. */
export type Found = { readonly start: number; readonly end: number; readonly kind: ItemKind };

/** What stands directly above a block. */
export type QuotedView = {
  readonly line: 'none' | 'added' | 'removed' | 'context' | 'prose' | 'question' | 'trailer' | 'code';
  /** Last quoted prose, at most 240 characters, without marks. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly depth: number;
  readonly parts: number;
  readonly source: MessageId | null;
  /** Kinds found in the last two quoted parts, the nearest first. */
  readonly kinds: readonly ItemKind[];
};

const TEXT_MAX = 240;
const NEAR_MAX = 600;

export function viewQuoted(
  { message: { body } }: Reading,
  { above }: Block,
  found: ReadonlyMap<MessageId, readonly Found[]>,
): QuotedView {
  const last = above.at(-1);
  if (last === undefined) {
    return { line: 'none', start: 0, end: 0, text: '', depth: 0, parts: 0, source: null, kinds: [] };
  }
  const raw = body.slice(Math.max(last.start, last.end - TEXT_MAX), last.end);
  const lines = raw.split('\n').map((line) => line.replace(/^(?:> ?)+/, ''));
  const tail = lines.at(-1) ?? '';
  const line = lineKind(tail);
  return {
    line,
    start: last.start,
    end: last.end,
    text: line === 'prose' || line === 'question' ? lines.join('\n') : '',
    depth: last.depth,
    parts: above.length,
    source: last.source?.messageId ?? null,
    kinds: kindsAbove(above, found),
  };
}

function lineKind(line: string): QuotedView['line'] {
  const first = line.charAt(0);
  if (first === '+') return 'added';
  if (first === '-' && !line.startsWith('- ')) return 'removed';
  if (first === '\t' || line.startsWith('@@') || line.startsWith('diff ') || line.startsWith('  '))
    return 'context';
  if (/^[A-Z][a-z]+(?:-[a-z]+)*(?:-by)?: \S/.test(line) && line.length < 120) return 'trailer';
  const trimmed = line.trimEnd();
  if (trimmed.endsWith('?')) return 'question';
  if (/[;{}]$/.test(trimmed)) return 'code';
  return 'prose';
}

function kindsAbove(
  above: Block['above'],
  found: ReadonlyMap<MessageId, readonly Found[]>,
): readonly ItemKind[] {
  const kinds: ItemKind[] = [];
  for (const part of above.slice(-2).reverse()) {
    const { source } = part;
    if (source === null) continue;
    const near = Math.max(source.start, source.end - NEAR_MAX);
    const items = found.get(source.messageId) ?? [];
    for (const item of [...items].reverse()) {
      if (item.start < source.end && item.end > near && !kinds.includes(item.kind)) kinds.push(item.kind);
    }
  }
  return kinds;
}

import type { Block, Reading } from '@/lib/design/reading.ts';
import type { MessageId } from '@/lib/mail/email.ts';

/** What stands directly above a block. */
export type QuotedView = {
  readonly line: 'none' | 'added' | 'removed' | 'context' | 'prose' | 'question' | 'trailer' | 'code';
  /** The last quoted prose without marks, empty when a diff or nothing is quoted. */
  readonly text: string;
  readonly depth: number;
  /** Who is quoted: the ancestor that has these lines. */
  readonly source: MessageId | null;
};

const TEXT_MAX = 240;

/** What is quoted last is what is answered. What was found in it tells nothing more (measured with true labels). */
export function viewQuoted({ message: { body } }: Reading, { above }: Block): QuotedView {
  const last = above.at(-1);
  if (last === undefined) return { line: 'none', text: '', depth: 0, source: null };
  const raw = body.slice(Math.max(last.start, last.end - TEXT_MAX), last.end);
  const lines = raw.split('\n').map(withoutMarks);
  const line = lineKind(lines.at(-1) ?? '');
  return {
    line,
    text: line === 'prose' || line === 'question' ? lines.join('\n') : '',
    depth: last.depth,
    source: last.source?.messageId ?? null,
  };
}

function withoutMarks(line: string): string {
  let at = 0;
  while (line.charAt(at) === '>' || (line.charAt(at) === ' ' && line.charAt(at + 1) === '>')) at += 1;
  return line.slice(line.charAt(at) === ' ' && at > 0 ? at + 1 : at);
}

function lineKind(line: string): QuotedView['line'] {
  const first = line.charAt(0);
  if (first === '+') return 'added';
  if (first === '-' && !line.startsWith('- ')) return 'removed';
  if (first === '\t' || ['@@', 'diff ', '  '].some((mark) => line.startsWith(mark))) return 'context';
  if (line.length < 120 && /^[A-Z][a-z]{1,20}(?:-[a-z]{1,20}){0,3}: \S/.test(line)) return 'trailer';
  const end = line.trimEnd().at(-1) ?? '';
  if (end === '?') return 'question';
  return ';{}'.includes(end) && end !== '' ? 'code' : 'prose';
}

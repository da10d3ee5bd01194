import type { ReactElement } from 'react';
import type { RangeLine } from '@/lib/series/review/range-diff.ts';
import { formatCount } from '@/lib/view/count.ts';
import { rangeHunks } from '@/lib/view/range-hunks.ts';

type Props = {
  readonly lines: readonly RangeLine[];
  /** More lines than this are left out, and their number said. */
  readonly most: number;
  /** Lines with no change in them are shown whole. */
  readonly whole?: boolean;
};

/**
 * A diff of diffs. The first column says what happened between the versions, the second is the patch's own; each has
 * its sign, so that nothing hangs on colour.
 */
export function RangeLines({ lines, most, whole }: Props): ReactElement {
  const { hunks, hiddenAtEnd, cut } = whole ? wholeOf(lines, most) : rangeHunks(lines, most);
  return (
    <pre className="range">
      {hunks.map((hunk) => (
        <span key={keyOf(hunk.lines[0])}>
          {hunk.hidden > 0 ? <Hidden count={hunk.hidden} what="unchanged" /> : null}
          {hunk.lines.map((line) => (
            <Line key={keyOf(line)} line={line} />
          ))}
        </span>
      ))}
      {hiddenAtEnd > 0 ? <Hidden count={hiddenAtEnd} what={cut ? 'more' : 'unchanged'} /> : null}
    </pre>
  );
}

function wholeOf(lines: readonly RangeLine[], most: number): ReturnType<typeof rangeHunks> {
  const hidden = Math.max(0, lines.length - most);
  return { hunks: [{ hidden: 0, lines: lines.slice(0, most) }], hiddenAtEnd: hidden, cut: hidden > 0 };
}

function Hidden({ count, what }: { readonly count: number; readonly what: string }): ReactElement {
  return (
    <span className="meta">{`  … ${formatCount(count, 'line', 'lines')} ${what}
`}</span>
  );
}

const SIGNS = { context: ' ', added: '+', deleted: '-' } as const;

function Line({ line }: { readonly line: RangeLine }): ReactElement {
  const sign = SIGNS[line.kind];
  const outer = line.kind === 'context' ? 'kept' : line.kind === 'added' ? 'put' : 'taken';
  return (
    <span className={outer}>
      {sign}
      <span className={innerClass(line)}>{` ${line.text}\n`}</span>
    </span>
  );
}

function innerClass({ part, text }: RangeLine): string | undefined {
  if (part === 'message') return undefined;
  if (text.startsWith('@@')) return 'hunk';
  if (text.startsWith('## ')) return 'file';
  return text.startsWith('+') ? 'added' : text.startsWith('-') ? 'removed' : undefined;
}

function keyOf(line: RangeLine | undefined): string {
  return `${line?.part} ${line?.kind} ${line?.before} ${line?.after} ${line?.text.slice(0, 40)}`;
}

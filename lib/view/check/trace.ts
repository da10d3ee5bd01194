import { formatPath, type Path } from '@/lib/sim/path.ts';
import type { TraceStep } from '@/lib/sim/zero-range/report.ts';
import { formatPicture } from '@/lib/view/check/picture.ts';

const LEGEND =
  'In the pictures: old is what the disk held before, · is not in the cache, ▲ is EOF, * was changed by the step.\n';

/** What stands above and below the steps. */
export type TraceFrame = {
  readonly title: string;
  /** The script, so that the trace can be read alone. */
  readonly script: string;
  readonly path: Path;
  /** Null: the path breaks nothing. */
  readonly ending: string | null;
};

/**
 * A path for a person: one sentence a step, the state after it, and at the end why the last step breaks the property.
 * `width` is that of the terminal.
 */
export function formatTrace(steps: readonly TraceStep[], frame: TraceFrame, width: number): string {
  const digits = String(steps.length).length;
  const actorWidth = Math.max(8, ...steps.map(({ actor }) => actor.length));
  const parts = steps.map(({ actor, action, state }, index) => {
    const head = `${String(index + 1).padStart(digits)}  ${actor.padEnd(actorWidth)}  `;
    const sentence = fold(action, width - head.length).join(`\n${' '.repeat(head.length)}`);
    const picture = formatPicture(state, width - 5).map((line) => `     ${line}`);
    return `${head}${sentence}\n${picture.join('\n')}\n`;
  });
  const script = frame.script
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  const ending = frame.ending === null ? 'Nothing is wrong here.' : frame.ending;
  return [
    `${frame.title}\npath ${formatPath(frame.path)}\n\n${script}\n\n${fold(LEGEND, width).join('\n')}\n`,
    ...parts,
    `${fold(ending, width).join('\n')}\n`,
  ].join('\n');
}

/** Words of a text on lines of at most `width`; longer words stand alone. */
export function fold(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/[ \n]+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}

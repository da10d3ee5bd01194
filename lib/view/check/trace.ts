import { formatPath, type Path } from '@/lib/sim/path.ts';
import type { TraceStep } from '@/lib/sim/zero-range/report.ts';
import { causeOf } from '@/lib/view/check/cause.ts';
import { formatPicture } from '@/lib/view/check/picture.ts';

const LEGEND =
  'In the pictures: old is what the disk held before, · is not in the cache, ' +
  '▲ is EOF, * was changed by the step.';

/** What stands around the steps. */
export type TraceFrame = {
  readonly title: string;
  /** The script, so that the trace can be read alone. */
  readonly script: string;
  /**
   * The commands, one for each operation; those before the first one with a window are done in one step
   * each.
   */
  readonly commands: readonly string[];
  readonly setupCount: number;
  readonly path: Path;
  /** Null: the path breaks nothing. */
  readonly ending: string | null;
};

/**
 * A path for a person: one sentence a step, the state after it, and at the end why the last step breaks the
 * property. `width` is that of the terminal.
 */
export function formatTrace(steps: readonly TraceStep[], frame: TraceFrame, width: number): string {
  const digits = String(steps.length).length;
  const actorWidth = Math.max(8, ...steps.map(({ actor }) => actor.length));
  const parts = steps.map((step, index) => {
    const before = steps[index - 1]?.state ?? null;
    const picture = formatPicture(step.state, before, width - INDENT.length);
    const isLastOfSetup = index === frame.setupCount - 1;
    const rule = isLastOfSetup
      ? `\n${'-'.repeat(4)} from here on others may interfere ${'-'.repeat(4)}\n`
      : '';
    const head = `${String(index + 1).padStart(digits)}  ${step.actor.padEnd(actorWidth)}  `;
    const sentence = fold(sentenceOf(step, index, frame), width - head.length);
    const lines = picture.map((line) => `${INDENT}${line}\n`);
    return `${head}${sentence.join(`\n${' '.repeat(head.length)}`)}\n${lines.join('')}${rule}`;
  });
  const script = frame.script.replace(/^(?=.)/gm, '  ');
  const ending = frame.ending === null ? ['Nothing is wrong here.'] : [frame.ending, ...causeOf(steps)];
  return [
    `${frame.title}\npath ${formatPath(frame.path)}\n\n${script}\n${fold(LEGEND, width).join('\n')}\n`,
    ...parts,
    `${ending.map((text) => `${fold(text, width).join('\n')}\n`).join('')}`,
  ].join('\n');
}

const INDENT = '     ';

/** A command of the setup is its own sentence; the one with the window is named where it begins. */
export function sentenceOf(
  { action, actor }: Pick<TraceStep, 'action' | 'actor'>,
  index: number,
  { commands, setupCount }: Pick<TraceFrame, 'commands' | 'setupCount'>,
): string {
  const command = commands[index];
  if (command === undefined || index > setupCount) return action;
  const rest = command.startsWith(`${actor} `) ? command.slice(actor.length + 1) : command;
  return index < setupCount ? rest : `${rest}: ${action}`;
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

import { fold } from '@/lib/base/fold.ts';
import type { Domain } from '@/lib/sim/domain.ts';
import { formatPath, type Path } from '@/lib/sim/path.ts';
import type { TraceStep } from '@/lib/sim/report.ts';

/** What stands around the steps. */
export type TraceFrame = {
  readonly domain: Domain;
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
    const picture = frame.domain.picture(step.state, before, width - INDENT.length);
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
  const ending =
    frame.ending === null ? ['Nothing is wrong here.'] : [frame.ending, ...frame.domain.causesOf(steps)];
  return [
    `${frame.title}\npath ${formatPath(frame.path)}\n\n${script}\n${fold(legendOf(frame.domain), width).join('\n')}\n`,
    ...parts,
    `${ending.map((text) => `${fold(text, width).join('\n')}\n`).join('')}`,
  ].join('\n');
}

function legendOf({ words }: Domain): string {
  const signs = words.legend.map(({ sign, meaning }) => `${sign} is ${meaning}, `);
  return `In the pictures: ${signs.join('')}* was changed by the step.`;
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

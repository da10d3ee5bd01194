import { assert } from '@/lib/base/assert.ts';
import { byte, clearFlags, hasFlag, type Kernel, setFlags } from '@/lib/sim/zero-range/kernel.ts';
import type { Operation, Window } from '@/lib/sim/zero-range/operation.ts';
import { compileOperation } from '@/lib/sim/zero-range/operations/compile.ts';
import type { OperationStep, Program } from '@/lib/sim/zero-range/operations/program.ts';
import {
  BUSY,
  DEADLOCKED,
  END,
  FLAGS,
  LIMIT,
  POSITION,
  RANGE_DIRTY,
  ROUNDS,
  STATEMENT,
  STEP,
  WINDOW_OPEN,
  ZERO_STEP,
} from '@/lib/sim/zero-range/state.ts';
import { isStepNamed, type Step, type Strategy } from '@/lib/sim/zero-range/step.ts';
import { clearBatch, dropMap } from '@/lib/sim/zero-range/zero-range.ts';

/**
 * A scenario with a strategy, ready to run: one program per statement, and the strategy as a table of steps.
 */
export type Machine = {
  readonly k: Kernel;
  readonly programs: readonly Program[];
  readonly windows: readonly (Window | null)[];
  readonly strategy: Strategy;
  /** Number of each step of the strategy, from 1 on, by its name. */
  readonly stepNumbers: Readonly<Record<string, number>>;
  /** More rounds than this without help are no progress. */
  readonly roundsMax: number;
};

export function createMachine(k: Kernel, strategy: Strategy, windows: readonly (Window | null)[]): Machine {
  const around = { layout: k.layout, profile: k.profile, values: k.values, strategy };
  const programs = k.scenario.statements.map(({ operation }, index) =>
    compileOperation(around, operation, k.files[index]?.size ?? 0),
  );
  const stepNumbers = Object.fromEntries(strategy.steps.map((step, index) => [step.name, index + 1]));
  assert(
    Object.keys(stepNumbers).length === strategy.steps.length,
    `${strategy.name}: two steps of one name`,
  );
  // Every folio may be waited for once, and a flush gives one more round.
  return { k, programs, windows, strategy, stepNumbers, roundsMax: k.layout.folios + 2 };
}

export function isAtEnd(m: Machine): boolean {
  return byte(m.k.state, STATEMENT) >= m.programs.length;
}

/** No step can follow: it goes round for ever, or waits for itself. */
export function isStuck(m: Machine): boolean {
  return byte(m.k.state, ROUNDS) > m.roundsMax || hasFlag(m.k, DEADLOCKED);
}

/** The step that comes next; null before the operation has begun. */
function nextStep(m: Machine): Step | OperationStep | null {
  const { state } = m.k;
  const zeroStep = byte(state, ZERO_STEP);
  if (zeroStep > 0) return m.strategy.steps[zeroStep - 1] ?? null;
  const at = byte(state, STEP);
  return at === 0 ? null : (m.programs[byte(state, STATEMENT)]?.steps[at - 1] ?? null);
}

/** How many ways the next step of the foreground has. */
export function countForeground(m: Machine): number {
  const zeroStep = byte(m.k.state, ZERO_STEP);
  if (zeroStep === 0) return 1;
  const choices = m.strategy.steps[zeroStep - 1]?.choices ?? null;
  return choices === null ? 1 : choices(m.k);
}

/** The next step of the foreground; outside of windows the whole operation at once. */
export function runForeground(m: Machine, choice: number): void {
  const statement = byte(m.k.state, STATEMENT);
  if (m.windows[statement] !== null) {
    runStep(m, choice);
    return;
  }
  while (byte(m.k.state, STATEMENT) === statement && !isStuck(m)) runStep(m, 0);
}

function runStep(m: Machine, choice: number): void {
  const { k } = m;
  const statement = byte(k.state, STATEMENT);
  const window = m.windows[statement] ?? null;
  const zeroStep = byte(k.state, ZERO_STEP);
  let name = 'begin';
  if (zeroStep > 0) {
    const step = m.strategy.steps[zeroStep - 1] as Step;
    name = step.name;
    closeWindow(k, window, name);
    runZeroStep(m, step, choice);
  } else if (byte(k.state, STEP) > 0) {
    const step = m.programs[statement]?.steps[byte(k.state, STEP) - 1] as OperationStep;
    assert(step.kind === 'step', 'zero ranges are entered when they are reached');
    name = step.name;
    closeWindow(k, window, name);
    step.run(k);
    k.state[STEP] = byte(k.state, STEP) + 1;
  } else {
    k.state[STEP] = 1;
  }
  if (window !== null && isStepNamed(name, window.from ?? 'begin')) setFlags(k, WINDOW_OPEN);
  settleStep(m);
}

function closeWindow(k: Kernel, window: Window | null, name: string): void {
  if (window?.to != null && isStepNamed(name, window.to)) clearFlags(k, WINDOW_OPEN);
}

function runZeroStep(m: Machine, step: Step, choice: number): void {
  const { k } = m;
  const next = step.run(k, choice);
  if (next === 'done') {
    leaveZeroRange(k);
    k.state[STEP] = byte(k.state, STEP) + 1;
    return;
  }
  const number = m.stepNumbers[next];
  assert(number !== undefined, `${m.strategy.name}: no step ${next}`);
  k.state[ZERO_STEP] = number;
}

/** Nothing of a zero range outlives it but whether it zeroed. */
function leaveZeroRange(k: Kernel): void {
  dropMap(k);
  clearBatch(k);
  clearFlags(k, RANGE_DIRTY | BUSY);
  k.state[ZERO_STEP] = 0;
  k.state[ROUNDS] = 0;
  k.state[POSITION] = 0;
  k.state[END] = 0;
  k.state[LIMIT] = 0;
}

/**
 * Passes steps that have nothing to do, enters a zero range that is reached, ends an operation that is over.
 */
function settleStep(m: Machine): void {
  const { k } = m;
  if (byte(k.state, ZERO_STEP) > 0) return;
  const { steps } = m.programs[byte(k.state, STATEMENT)] as Program;
  for (;;) {
    const step = steps[byte(k.state, STEP) - 1];
    if (step === undefined) {
      k.state[STATEMENT] = byte(k.state, STATEMENT) + 1;
      k.state[STEP] = 0;
      k.state[FLAGS] = 0;
      return;
    }
    if (step.kind === 'zero') {
      k.state[POSITION] = step.from;
      k.state[END] = step.to;
      k.state[ZERO_STEP] = 1;
      return;
    }
    if (step.when === null || step.when(k)) return;
    k.state[STEP] = byte(k.state, STEP) + 1;
  }
}

/** Who does the next step, and what it is, for a person. */
export function describeForeground(m: Machine): { readonly actor: string; readonly action: string } {
  const { k } = m;
  const statement = byte(k.state, STATEMENT);
  const operation = k.scenario.statements[statement]?.operation as Operation;
  const step = nextStep(m);
  const action = step === null || !('says' in step) ? (m.programs[statement]?.begins ?? 'begins') : step.says;
  return { actor: operation.kind, action };
}

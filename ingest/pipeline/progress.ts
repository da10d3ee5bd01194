import { terminalLine } from '@/lib/view/text/terminal.ts';

/** What a source says of its size; null when it cannot know (standard input). */
export type Size = { readonly unit: 'bytes' | 'messages'; readonly total: number };

export type Progress = {
  /** `done` counts in the unit of the size, `messages` in messages. */
  readonly update: (done: number, messages: number) => void;
  readonly finish: () => void;
};

const REDRAW_MS = 200;
const PLAIN_LINE_MS = 5_000;
const BAR_WIDTH = 24;
/** Characters of the name that stay on the narrowest terminal. */
const LABEL_LEAST = 8;

/** Progress on standard error: a bar on a terminal, else a plain line every few seconds. */
export function createProgress(label: string, size: Size | null): Progress {
  // A dumb one (an editor's, a log's) shows what would draw over the line as signs.
  const terminal = process.stderr.isTTY === true && process.env['TERM'] !== 'dumb';
  const startedAt = performance.now();
  let drawnAt = terminal ? 0 : startedAt;
  let last = { done: 0, messages: 0 };
  const draw = (): void => {
    const seconds = (performance.now() - startedAt) / 1000;
    const columns = terminal ? process.stderr.columns || 80 : Number.POSITIVE_INFINITY;
    const text = describeProgress({ label, size, ...last, seconds }, columns);
    process.stderr.write(terminal ? `\r\x1b[K${text}` : `${text}\n`);
    drawnAt = performance.now();
  };
  return {
    update: (done, messages) => {
      last = { done, messages };
      if (performance.now() - drawnAt >= (terminal ? REDRAW_MS : PLAIN_LINE_MS)) draw();
    },
    finish: () => {
      if (terminal && drawnAt > 0) process.stderr.write('\r\x1b[K');
    },
  };
}

type Reading = {
  readonly label: string;
  readonly size: Size | null;
  readonly done: number;
  readonly messages: number;
  readonly seconds: number;
};

/** A line that wraps is not drawn over but below, each time anew: it ends before the last of the `columns`. */
export function describeProgress(reading: Reading, columns: number): string {
  const rest = describeCounts(reading);
  const room = Math.max(LABEL_LEAST, columns - 1 - rest.length);
  return `${terminalLine(reading.label, room)}${rest}`.slice(0, columns - 1);
}

function describeCounts({ size, done, messages, seconds }: Reading): string {
  const rate = Math.round(messages / Math.max(seconds, 0.001));
  const count = `: ${messages} messages, ${rate}/s`;
  if (size === null || size.total === 0) return count;
  const share = Math.min(1, done / size.total);
  const bar = '█'.repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH, '░');
  const left = share > 0.01 ? `, ${formatSeconds((seconds * (1 - share)) / share)} left` : '';
  return ` ${bar} ${Math.floor(share * 100)} %${count}${left}`;
}

function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 90 ? `${whole} s` : `${Math.ceil(whole / 60)} min`;
}

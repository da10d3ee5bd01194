import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SHARED_BATCH, SHARED_INDEX, SHARED_SLOTS } from './packed-batch.ts';
import { watchBusy } from './watch-busy.ts';

/** Of the thread that parses; what ends it is tested in pool.test.ts. */
const shared = new Int32Array(new SharedArrayBuffer(SHARED_SLOTS * Int32Array.BYTES_PER_ELEMENT));
const LIMIT_MS = 1_000;

let clockMs = 0;
let processorMs = 0;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  vi.spyOn(performance, 'now').mockImplementation(() => clockMs);
  vi.spyOn(process, 'cpuUsage').mockImplementation(() => ({
    user: processorMs * 900,
    system: processorMs * 100,
  }));
  Atomics.store(shared, SHARED_BATCH, 1);
  Atomics.store(shared, SHARED_INDEX, 0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** After how many looks the thread was overdue, each so much later; null if it never was. */
function looksUntilOverdue(
  looks: number,
  later: (look: number) => readonly [clock: number, processor: number],
): number | null {
  let overdue: number | null = null;
  let look = 0;
  const watch = watchBusy(shared, LIMIT_MS, () => {
    overdue ??= look;
  });
  for (; look < looks; look += 1) {
    const [clock, processor] = later(look);
    clockMs += clock;
    processorMs += processor;
    vi.advanceTimersByTime(100);
  }
  clearInterval(watch);
  return overdue;
}

test('a mail that keeps the processor busy is overdue after its time, however many threads work', () => {
  expect(looksUntilOverdue(50, () => [100, 100])).toBe(11);
  expect(looksUntilOverdue(50, () => [100, 250])).toBe(11);
});

test('a command that was stopped for an hour does not blame the mail it was at', () => {
  expect(looksUntilOverdue(9, (look) => (look === 4 ? [3_600_000, 100] : [100, 100]))).toBeNull();
  // As a virtual machine that was paused may count it.
  expect(looksUntilOverdue(9, (look) => (look === 4 ? [3_600_000, 3_600_000] : [100, 100]))).toBeNull();
});

test('on a machine that leaves a tenth of its time a mail has ten times as long', () => {
  expect(looksUntilOverdue(99, () => [100, 10])).toBeNull();
  expect(looksUntilOverdue(110, () => [100, 10])).toBe(101);
});

test('what waits for ever is ended too', () => {
  expect(looksUntilOverdue(200, () => [100, 0])).toBe(121);
});

test('the next mail begins anew', () => {
  expect(
    looksUntilOverdue(60, (look) => {
      Atomics.store(shared, SHARED_INDEX, Math.floor(look / 8));
      return [100, 100];
    }),
  ).toBeNull();
});

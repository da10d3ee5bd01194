import { afterEach, expect, test, vi } from 'vitest';
import { createProgress, describeProgress } from './progress.ts';

const LABEL = '20240718130212.23905-1-somebody@mail.example.org';
const READING = { label: LABEL, done: 50, messages: 5_000, seconds: 10 };

test('the line of a terminal never wraps, and its end is what stays', () => {
  const size = { unit: 'messages', total: 100 } as const;
  const counts = ` ${'█'.repeat(12)}${'░'.repeat(12)} 50 %: 5000 messages, 500/s, 10 s left`;
  for (const columns of [200, 100, 80, 75]) {
    const line = describeProgress({ ...READING, size }, columns);
    expect(line.length).toBeLessThan(columns);
    expect(line).toContain(counts);
  }
  expect(describeProgress({ ...READING, size }, 200)).toBe(`${LABEL}${counts}`);
  expect(describeProgress({ ...READING, size }, 40)).toHaveLength(39);
  expect(describeProgress({ ...READING, size: null }, 50)).toMatch(/^20240718.*…: 5000 messages, 500\/s$/);
});

test('a file has all of it', () => {
  const line = describeProgress({ ...READING, size: null }, Number.POSITIVE_INFINITY);
  expect(line).toBe(`${LABEL}: 5000 messages, 500/s`);
});

const { isTTY } = process.stderr;
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.stderr.isTTY = isTTY;
});

test('a terminal that cannot draw over a line gets none of it', () => {
  const written: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  process.stderr.isTTY = true;
  for (const [terminal, drawn] of [
    ['xterm', 2],
    ['dumb', 0],
  ] as const) {
    written.length = 0;
    vi.stubEnv('TERM', terminal);
    const progress = createProgress('a.mbox', null);
    progress.update(1, 1);
    progress.finish();
    expect(written.filter((text) => text.includes('\x1b[K'))).toHaveLength(drawn);
  }
});

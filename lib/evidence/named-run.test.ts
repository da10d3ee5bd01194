import { expect, test } from 'vitest';
import { AppError } from '@/lib/base/app-error.ts';
import { keyOfNamedRun } from '@/lib/evidence/named-run.ts';
import { readRunKey, runKey } from '@/lib/evidence/run.ts';

const NAMES = { scenario: 'trunc-down-late-in-first-block', strategy: 'scan-revalidate-as-posted' };

test('a run by its names gets model and bounds of today, so that it becomes stale with them', () => {
  const today = runKey({ ...NAMES, settings: [], events: null });
  for (const text of [`${NAMES.scenario} ${NAMES.strategy}`, ` ${NAMES.scenario}  S4p `, today])
    expect(keyOfNamedRun(text)).toBe(today);
  const later = keyOfNamedRun(`${NAMES.scenario} S4p`).replace(/model=\S+/, 'model=0');
  expect(readRunKey(later)?.isStale).toBe(true);
  const small = keyOfNamedRun(`${NAMES.scenario} S4p iomap_valid=0`);
  expect(readRunKey(small)?.run.settings).toEqual([['iomap_valid', '0']]);
});

test('a key that says its own model and bounds stays what it is', () => {
  const old = `model=0 ${NAMES.scenario} ${NAMES.strategy} events=3`;
  expect(keyOfNamedRun(old)).toBe(old);
});

/** What cannot be run is refused with what is wrong. */
function check(text: string, expected: RegExp): void {
  let said = '';
  try {
    said = keyOfNamedRun(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    said = `refused: ${error.message} ${error.remedy}`;
  }
  expect(said, text).toMatch(expected);
}

test('what is no run is refused', () => {
  check('', /^refused: .*a scenario and a strategy/);
  check(NAMES.scenario, /^refused: .*a scenario and a strategy/);
  check('trunc-down-late S4p', /^refused: .*trunc-down-late/);
  check(`${NAMES.scenario} S44`, /^refused: .*S44/);
  check(`${NAMES.scenario} get-unless-zero`, /^refused: .*get-unless-zero/);
  check(`${NAMES.scenario} S4p block=3k`, /^refused: .*3k/);
  check(`${NAMES.scenario} S4p and more`, /^refused: .*and more/);
  check(`model=0 ${NAMES.scenario} S44`, /^refused: .*S44/);
  check('https://example.org/run?script=truncate', /^refused: /);
});

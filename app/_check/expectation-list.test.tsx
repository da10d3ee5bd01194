import { expect, test } from 'vitest';
import { ExpectationList } from '@/app/_check/expectation-list.tsx';
import { reportsOf, wordsOf } from '@/app/_check/test-reports.ts';
import { planRun } from '@/lib/evidence/plan-run.ts';

/** Text of the list for a script that is run with two strategies, within a bound on states. */
function check(script: string, statesMax: number, expected: string): void {
  const planned = planRun({ scenario: '', script, strategy: '', profile: '', events: '' });
  const bounds = { eventsMax: planned.events, statesMax };
  const reports = reportsOf(planned.domain, planned.scenario, ['skip', 'flush-if-dirty'], bounds);
  expect(wordsOf(<ExpectationList planned={planned} reports={reports} />)).toBe(expected);
}

test('a page says of each expectation with which strategies it fails', () => {
  const script = 'falloc 0 4k\npwrite 0 4k\ntruncate 2k';
  const expectations = 'expect 0 2k 0xcd\nexpect-posteof 0';
  check(
    `${script}\n${expectations}`,
    10_000,
    'Expectations expect 0 2k 0xcd ● holds expect-posteof 0x00 ✕ fails with S0',
  );
  check(
    `${script}\nexpect-posteof 0`,
    20,
    'Expectations expect-posteof 0x00 ◌ open with S0 S3: a bound cut the search',
  );
  check(script, 10_000, '');
});

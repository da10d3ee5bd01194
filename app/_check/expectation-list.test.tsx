import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ExpectationList } from '@/app/_check/expectation-list.tsx';
import { planRun } from '@/lib/evidence/plan-run.ts';
import type { CheckReport } from '@/lib/sim/report.ts';

/** Text of the list for a script that is run with two strategies, within a bound on states. */
function check(script: string, statesMax: number, expected: string): void {
  const planned = planRun({ scenario: '', script, strategy: '', profile: '', events: '' });
  const reports = ['skip', 'flush-if-dirty'].map((name): CheckReport => {
    const search = planned.domain.search(planned.scenario, name, { eventsMax: planned.events, statesMax });
    for (;;) {
      const step = search.next();
      if (step.done) return step.value;
    }
  });
  const html = renderToStaticMarkup(<ExpectationList planned={planned} reports={reports} />);
  expect(
    html
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ).toBe(expected);
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

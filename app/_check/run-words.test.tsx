import { expect, test } from 'vitest';
import { exportResponse } from '@/app/_check/export-response.ts';
import { answerRefusals } from '@/app/_check/refusal.tsx';
import { RunPage } from '@/app/_check/run-page.tsx';
import { StrategyVerdicts } from '@/app/_check/strategy-verdicts.tsx';
import { reportsOf, wordsOf } from '@/app/_check/test-reports.ts';
import { planRun } from '@/lib/evidence/plan-run.ts';

const SCENARIO = 'trunc-down-unwritten-eof';

test('one event is one event, and one strategy one strategy', () => {
  const run = { scenario: SCENARIO, script: '', strategy: 'flush-if-dirty', profile: '', events: '1' };
  const planned = planRun(run);
  const reports = reportsOf(planned.domain, planned.scenario, ['flush-if-dirty'], {
    eventsMax: planned.events,
    statesMax: 10_000,
  });
  const result = { planned, reports, left: [], said: null };
  const words = wordsOf(<RunPage domain={planned.domain} run={run} result={result} />);
  expect(words).toContain('at most 1 background event 0 of 1 strategy wrong');
  const verdicts = <StrategyVerdicts reports={reports} strategy="flush-if-dirty" />;
  expect(wordsOf(verdicts)).toBe('● right on its one scenario');
});

test('a script in which nothing is zeroed decides nothing', () => {
  const words = (script: string, scenario: string): string => {
    const run = { scenario, script, strategy: '', profile: '', events: '1' };
    const planned = planRun(run);
    const bounds = { eventsMax: planned.events, statesMax: 10_000 };
    const reports = reportsOf(planned.domain, planned.scenario, ['skip', 'flush-if-dirty'], bounds);
    const result = { planned, reports, left: [], said: null };
    return wordsOf(<RunPage domain={planned.domain} run={run} result={result} />);
  };
  expect(words('pwrite 0 4k', '')).toContain('nothing decided: in this script every strategy does the same');
  expect(words('', SCENARIO)).not.toContain('nothing decided');
});

test('what cannot be run of the second model leads back to that one', async () => {
  const script = '# domain: refcount\nno such command';
  const run = { scenario: '', script, strategy: '', profile: '', events: '' };
  const request = new Request('http://docket.example/run');
  const response = await answerRefusals(request, run, async () => {
    planRun(run);
    return new Response('it was run');
  });
  const html = await response.text();
  expect([response.status, html.includes('href="/scenario?domain=refcount"')]).toEqual([400, true]);
  expect(html).toContain('href="/run?domain=refcount"');
});

test('an exported test says once what it varies by', async () => {
  const address = `http://docket.example/run/fsx?scenario=${SCENARIO}&strategy=skip`;
  const response = await exportResponse(new Request(address), 'fsx');
  expect([response.status, response.headers.get('vary')]).toEqual([200, 'Cookie, Authorization']);
});

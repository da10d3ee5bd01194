import { expect, test } from 'vitest';
import { JobPage } from '@/app/_check/job-page.tsx';
import { wordsOf } from '@/app/_check/test-reports.ts';
import type { CheckRun } from '@/lib/store/jobs/check-run.ts';

const RUN: CheckRun = {
  key: '0',
  request: { scenario: '', script: 'truncate 2k', strategy: '', profile: '', events: '' },
  accountId: '',
  state: 'running',
  error: null,
  progress: { strategy: 'skip', states: 1_200, of: 1 },
  reports: [],
};

test('a run that goes on says how far it is, of one strategy and of many', () => {
  expect(wordsOf(<JobPage run={RUN} />)).toContain('0 of 1 strategy done; skip: 1,200 states so far.');
  const of = (count: number): CheckRun => ({ ...RUN, progress: { strategy: 'skip', states: 0, of: count } });
  expect(wordsOf(<JobPage run={of(6)} />)).toContain('0 of 6 strategies done; skip: 0 states so far.');
});

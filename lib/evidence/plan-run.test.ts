import { expect, test } from 'vitest';
import { AppError } from '@/lib/base/app-error.ts';
import { planRun, type RunRequest } from '@/lib/evidence/plan-run.ts';
import type { CheckReport } from '@/lib/sim/report.ts';

const EMPTY: RunRequest = { scenario: '', script: '', strategy: '', profile: '', events: '' };

/** The message and remedy of a refusal, or name, strategy code, block size and events of what would be run. */
function check(request: Partial<RunRequest>, expected: string): void {
  expect(outcomeOf({ ...EMPTY, ...request })).toContain(expected);
}

function outcomeOf(request: RunRequest): string {
  try {
    const { domain, name, strategy, scenario, events } = planRun(request);
    const bounds = { eventsMax: 0, statesMax: 1 };
    const search = domain.search(scenario, strategy?.name ?? 'skip', bounds);
    const { profile } = endOf(search);
    return `${name} ${strategy?.code ?? 'all'} ${profile['block']} ${events}`;
  } catch (error) {
    if (error instanceof AppError) return `${error.message} ${error.remedy}`;
    throw error;
  }
}

function endOf(search: Generator<number, CheckReport>): CheckReport {
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
  }
}

const SCRIPT = 'falloc 0 4k\npwrite 0 4k\ntruncate 2k\n';

test('scenarios and scripts, with settings on top', () => {
  check({ scenario: 'nv-trunc-down' }, 'nv-trunc-down all 4096 5');
  check({ scenario: 'nv-second-block', strategy: 'S4' }, 'nv-second-block S4 4096 4');
  check({ scenario: 'nv-second-block', strategy: 'scan-revalidate', events: '7' }, 'S4 4096 7');
  check({ script: SCRIPT, profile: ' block=1k  page=4k ' }, 'script all 1024 5');
  // A script of one's own goes before the name of a scenario.
  check({ script: SCRIPT, scenario: 'nv-trunc-down' }, 'script all');
  check({ script: 'pwrite 0 2b; truncate 1b', profile: 'block=1k' }, 'script all 1024 5');
});

test('what cannot be run says where and what would be right', () => {
  check({}, 'There is no script.');
  check({ scenario: 'nope' }, "no scenario 'nope'. docket check and the page /scenario list them.");
  check({ script: 'falloc 0 4k\npwrit 0 4k' }, 'Line 2, column 1');
  check(
    { script: SCRIPT, strategy: 'S99' },
    "no strategy 'S99'. docket check and the page /scenario list them.",
  );
  check({ script: SCRIPT, profile: 'block' }, "'block' sets nothing");
  check({ script: SCRIPT, profile: 'blok=1k' }, 'Did you mean block?');
  check({ script: SCRIPT, events: '99' }, 'Give 0 to 12');
  check({ script: SCRIPT, events: '-1' }, 'Give 0 to 12');
  check({ script: `${SCRIPT.trim()} @scan..: wb`, strategy: 'S3' }, 'no step scan');
  check({ script: 'truncate 2k\n'.repeat(401) }, 'more than 400 commands');
});

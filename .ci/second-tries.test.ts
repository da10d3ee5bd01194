import { expect, test } from 'vitest';
import { playwrightSecondTries, vitestSecondTries } from './second-tries.mjs';

test('a test that vitest ran twice is named with what failed first', () => {
  const passed = { fullName: 'a mail is stored', status: 'passed', failureMessages: [] };
  const second = {
    fullName: 'a server waits',
    status: 'passed',
    failureMessages: ['too late\n    at there'],
  };
  const failed = { fullName: 'a page is whole', status: 'failed', failureMessages: ['no', 'no'] };
  const report = { testResults: [{ name: 'a.test.ts', assertionResults: [passed, second, failed] }] };
  expect(vitestSecondTries(report)).toEqual(['a.test.ts › a server waits\n    too late\n        at there']);
});

test('and so is one of the browser, also deep in a file', () => {
  const spec = (title: string, status: string) => ({
    title,
    file: 'place.spec.ts',
    line: 46,
    tests: [{ status, results: [{ errors: [{ message: 'moved' }] }] }],
  });
  const report = {
    suites: [
      { specs: [spec('back', 'expected')], suites: [{ specs: [spec('phone', 'flaky')] }] },
      { specs: [spec('front', 'unexpected')] },
    ],
  };
  expect(playwrightSecondTries(report)).toEqual(['place.spec.ts:46 › phone\n    moved']);
});

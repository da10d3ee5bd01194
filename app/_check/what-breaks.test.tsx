import { expect, test } from 'vitest';
import { reportsOf, wordsOf } from '@/app/_check/test-reports.ts';
import { WhatBreaks } from '@/app/_check/what-breaks.tsx';
import { findEntry } from '@/lib/domains/registry.ts';

/** Text of the section for an entry of the catalogue with some strategies, of so many steps of each way there. */
function words(name: string, strategies: readonly string[], stepsMax = 100): string {
  const found = findEntry(name);
  if (found === null) throw new Error(`no entry ${name}`);
  const { domain, entry } = found;
  const scenario = domain.readEntry(entry, []).sizes[0]?.scenario;
  if (scenario === undefined) throw new Error(`${name} has no size`);
  const bounds = { eventsMax: entry.events, statesMax: 10_000 };
  // A server keeps them without steps.
  const reports = reportsOf(domain, scenario, strategies, bounds).map((report) => ({
    ...report,
    counterexamples: report.counterexamples.map((one) => ({
      ...one,
      path: one.path.slice(0, stepsMax),
      steps: [],
    })),
  }));
  const part = <WhatBreaks {...{ domain, scenario, reports }} request={{ scenario: name }} />;
  return wordsOf(part);
}

test('what goes wrong stands there in words, with the step and who is wrong in the same way', () => {
  expect(
    words('trunc-down-unwritten-eof', [
      'skip',
      'flush-if-dirty',
      'folio-batch-after-unlock',
      'invalidate-discard',
    ]),
  ).toBe(
    'What breaks POSTEOF garbage behind EOF stays on disk, with S0 S8e S0 skip: The file ends at 2k. After ' +
      'everything is written back the disk holds 0x41 at 2k..4k, in the block of EOF: mmap shows it, and extending ' +
      'the file exposes it. ' +
      'Step 4 passes over 2k, where the cache holds A in folio 0, which is dirty. It is on disk since step 7. ' +
      'It needs a race. the 8 steps ' +
      'LOSS valid bytes are lost, with S6d S6d invalidate-discard: Now, 0..2k reads 0x00 and should read 0x41. ' +
      'What is read at 0 came with step 5. It needs no race. the 8 steps',
  );
  expect(words('trunc-down-unwritten-eof', ['flush-if-dirty'])).toBe('');
});

test('a way of one step is no plural', () => {
  expect(words('trunc-down-unwritten-eof', ['skip'], 1)).toMatch(/It needs a race\. the step$/);
});

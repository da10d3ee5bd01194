import { expect, test } from 'vitest';
import {
  KNOWN_MESSAGES,
  strategyVerdicts,
  VERDICT_WORDS,
  verdictsOfEvidence,
  verdictsOfItem,
  verdictsOfRun,
} from '@/lib/evidence/item-verdicts.ts';
import { runKey } from '@/lib/evidence/run.ts';

const COVER = '20240718130212.23905-1-bfoster@redhat.com';
/** Makes a claim and proposes no strategy. */
const CLAIMING = 'ZplFdASEm1LPtVD-@bfoster';
const BATCH = '20260203062523.3869120-18-yi.zhang@huawei.com';

function known(): ReadonlyMap<string, readonly string[]> {
  const run = strategyVerdicts();
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
  }
}
const STRATEGIES = known();

function check(kind: string, messageId: string, words: string, expected: readonly string[]): void {
  const item = { kind, title: '', quote: words, messageId };
  expect(verdictsOfItem(item, STRATEGIES)).toEqual(expect.arrayContaining([...expected]));
  if (expected.length === 0) expect(verdictsOfItem(item, STRATEGIES)).toEqual([]);
  // A search looks at no other message.
  else expect(KNOWN_MESSAGES).toContain(messageId);
}

test('a strategy has the verdicts of its whole catalogue', () => {
  expect(STRATEGIES.get('flush-if-dirty')).toEqual(['holds']);
  expect(STRATEGIES.get('folio-batch')).toEqual(['holds']);
  // What the kernel did before nobody has proposed, so no item is about it.
  expect(STRATEGIES.get('skip')).toBe(undefined);
  expect(STRATEGIES.get('scan-revalidate')).toEqual(expect.arrayContaining(['posteof', 'stale']));
  for (const verdicts of STRATEGIES.values())
    for (const verdict of verdicts) expect(VERDICT_WORDS).toContain(verdict);
});

test('a proposal has those of the strategies that its message proposes and its words say', () => {
  check('proposal', COVER, 'zero dirty folios instead of flushing: scan for them', ['loss', 'posteof']);
  check('proposal', BATCH, 'fill the batch after unlock', ['stale']);
  check('question', BATCH, 'Will it be merged?', []);
  check('proposal', 'elsewhere@x', 'zero dirty folios, scan for them', []);
});

test('an item has the outcome of a claim that was made in its message and that it speaks of', () => {
  check('objection', COVER, 'no caller has more than a single dirty folio', ['refutes']);
  check('objection', COVER, 'Thanks!', []);
  check('answer', CLAIMING, 'a false positive of the dirty check costs a needless flush', ['confirms']);
});

test('what is attached: runs are made, claims are known, links say nothing', () => {
  const of = (evidence: Parameters<typeof verdictsOfEvidence>[0]): readonly string[] =>
    verdictsOfEvidence(evidence, verdictsOfRun);
  expect(of({ kind: 'run', key: 'trunc-down-unwritten-eof skip' })).toEqual(['posteof']);
  expect(of({ kind: 'run', key: 'typesafe-reuse R1' })).toEqual(['wrong']);
  expect(of({ kind: 'run', key: 'trunc-down-unwritten-eof S3' })).toEqual(['holds']);
  expect(of({ kind: 'run', key: 'no such run' })).toEqual([]);
  expect(of({ kind: 'claim', claim: 'C3' })).toEqual(['refutes']);
  expect(of({ kind: 'claim', claim: 'C999' })).toEqual([]);
  expect(of({ kind: 'not-claim', claim: 'C3' })).toEqual([]);
  expect(of({ kind: 'link' })).toEqual([]);
});

test('a run has one key, in whatever words it is asked for', () => {
  const keysOf = (key: string): readonly string[] =>
    verdictsOfEvidence({ kind: 'run', key }, (run) => [runKey(run)]);
  expect(keysOf('nv-trunc-down S4')).toEqual(keysOf('nv-trunc-down scan-revalidate'));
  expect(keysOf('nv-trunc-down S4 iomap_valid=1')).not.toEqual(keysOf('nv-trunc-down S4'));
});

test('messages whose items are looked at are few', () => {
  expect(KNOWN_MESSAGES.length).toBeGreaterThan(40);
  expect(KNOWN_MESSAGES.length).toBeLessThan(300);
});

import { expect, test } from 'vitest';
import type { Signal } from '@/lib/mail/facts.ts';
import type { Row } from '@/lib/series/test-archive.ts';
import { answer, ONE, stateOf } from '@/lib/series/test-state.ts';

function say(by: string, ...signals: readonly Partial<Signal>[]): Row {
  const told = signals.map((one, index): Signal => ({ kind: 'nak', start: index, end: index + 1, ...one }));
  return { ...answer([by, 'm0', 'words']), facts: { signals: told } };
}

const taken: Partial<Signal> = { kind: 'applied', inTree: true };
const letGo: Partial<Signal> = { kind: 'dropped' };

test('who lets go what he took says that before what he asks for', () => {
  const asks = say('bob', { kind: 'change-asked' }, letGo);
  expect(stateOf([...ONE, say('bob', taken), asks], [])).toBe('changes-requested taken-out m2 author');
  expect(stateOf([...ONE, asks], [])).toBe('changes-requested change-asked m1 author');
  const naks = say('bob', { kind: 'nak' }, letGo);
  expect(stateOf([...ONE, say('bob', taken), naks], [])).toBe('rejected nak m2 author');
});

test('who pushed his own patch may revert it', () => {
  expect(stateOf([...ONE, say('ann', taken)], [])).toBe('accepted applied-by-author m1 nobody');
  expect(stateOf([...ONE, say('ann', taken), say('ann', letGo)], [])).toBe(
    'changes-requested taken-out m2 author',
  );
  const again = [...ONE, say('ann', taken), say('ann', letGo), say('ann', taken)];
  expect(stateOf(again, [])).toBe('accepted applied-by-author m3 nobody');
  expect(stateOf([...ONE, say('ann', letGo)], [])).toBe('new no-answer m0 reviewers');
  const pushed: readonly Row[] = [{ subject: '[committed] x' }];
  expect(stateOf([...pushed, say('ann', letGo)], [])).toBe('changes-requested taken-out m1 author');
  expect(stateOf([...pushed, say('bob', letGo)], [])).toBe('accepted posted-as-applied m0 nobody');
});

test('who asks to drop it, of its own, takes it back', () => {
  const drop: Partial<Signal> = { kind: 'change-asked', drops: true };
  expect(stateOf([...ONE, say('ann', drop)], [])).toBe('withdrawn author-withdrew m1 nobody');
  expect(stateOf([...ONE, say('bob', drop)], [])).toBe('changes-requested change-asked m1 author');
});

test('who takes back the idea takes back an RFC, and who drops this what he answers', () => {
  const idea: Partial<Signal> = { kind: 'withdrawn', what: 'idea' };
  const rfc: readonly Row[] = [{ subject: '[RFC PATCH] x' }];
  expect(stateOf([...rfc, say('ann', idea)], [])).toBe('withdrawn author-withdrew m1 nobody');
  expect(stateOf([...rfc, say('bob', idea)], [])).toBe('under-review answered m1 author');
  expect(stateOf([...ONE, say('ann', idea)], [])).toBe('new no-answer m0 reviewers');
  const dropped: Partial<Signal> = { kind: 'withdrawn', drops: true, what: 'this' };
  expect(stateOf([...ONE, say('ann', dropped)], [])).toBe('withdrawn author-withdrew m1 nobody');
  const goesOn = say('ann', dropped, { kind: 'respin-promised' });
  expect(stateOf([...ONE, goesOn], [])).toBe('waiting-on-author author-promised m1 author');
});

test('another version is not taken with the one that is named', () => {
  const v2: readonly Row[] = [{ subject: '[PATCH v2] x' }];
  expect(stateOf([...v2, say('bob', { kind: 'applied', version: 2 })], [])).toBe(
    'accepted applied m1 nobody',
  );
  expect(stateOf([...v2, say('bob', { kind: 'applied', version: 1 })], [])).toBe(
    'under-review answered m1 author',
  );
});

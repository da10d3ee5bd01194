import { expect, test } from 'vitest';
import { type Act, type Evidence, evidenceOf, type Seen } from '@/lib/judge/judgement.ts';
import { actText } from '@/lib/view/text/judgement-text.ts';
import { suggestionText } from '@/lib/view/text/suggestion-text.ts';

const ITEM: Seen = {
  anchor: { messageId: 'a@example.org', start: 0, end: 4, exact: 'skip', prefix: '', suffix: '' },
  kind: 'proposal',
  title: 'skip it',
} as Seen;

function attach(kind: Evidence['kind'], value: string): Act<Seen> {
  return { verb: 'attach', item: ITEM, evidence: evidenceOf(kind, value) };
}

test('two pieces of evidence of one kind are told apart, in what was said and in what a mail asks for', () => {
  const run = attach(
    'run',
    'model=4 trunc-down-unwritten-eof flush-if-dirty events=5 states=2000000 block=1k',
  );
  expect(actText(run)).toBe('attached the run trunc-down-unwritten-eof flush-if-dirty block=1k');
  expect(suggestionText(run)).toBe('attach the run trunc-down-unwritten-eof flush-if-dirty block=1k');
  expect(actText(attach('run', 'trunc-down-unwritten-eof S3'))).toBe(
    'attached the run trunc-down-unwritten-eof S3',
  );
  expect(actText(attach('message', 'b@example.org'))).toBe('attached the message b@example.org');
  expect(suggestionText(attach('commit', 'abcdef012345'))).toBe('attach the commit abcdef012345');
});

test('a claim is said, and a long address is cut', () => {
  expect(actText(attach('claim', 'C5'))).toBe('said it is claim C5');
  expect(suggestionText(attach('claim', 'C5'))).toBe('say it is claim C5');
  expect(suggestionText(attach('not-claim', 'C5'))).toBe('say it is not claim C5');
  const long = actText(attach('link', `https://example.org/${'a'.repeat(200)}`));
  expect(long).toBe(`attached the link https://example.org/${'a'.repeat(59)}…`);
});

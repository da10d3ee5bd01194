import { expect, test } from 'vitest';
import { type Putting, strategiesOfOption } from '@/lib/evidence/option-strategies.ts';

const RFC = '20240718130212.23905-1-bfoster@redhat.com';
const ON_VALID = '20240718160202.GL612460@frogsfrogsfrogs';
const FLUSH = '20240822145910.188974-1-bfoster@redhat.com';

function check(puttings: readonly Partial<Putting>[], expected: readonly string[]): void {
  const whole = puttings.map((one) => ({ messageId: 'a@b', words: '', opensPosting: false, ...one }));
  expect(strategiesOfOption(whole).map(({ strategy, because }) => `${strategy} ${because}`)).toEqual(
    expected,
  );
}

test('the first proposal of a posting is what the posting is', () => {
  check([{ messageId: FLUSH, words: 'Another solution.', opensPosting: true }], ['flush-if-dirty message']);
  check([{ messageId: FLUSH, words: 'Another solution.' }], []);
});

test('in a message that proposes several the words decide', () => {
  check([{ messageId: RFC, words: 'zero dirty folios', opensPosting: true }], ['scan-revalidate message']);
  check([{ messageId: RFC, words: 'Add a flags param' }], ['opt-out-flag message']);
  check([{ messageId: RFC, words: 'Something else', opensPosting: true }], []);
  check([{ messageId: ON_VALID, words: 'Move ->iomap_valid to the ops' }], ['valid-in-ops message']);
  check(
    [{ messageId: ON_VALID, words: 'Start by hoisting the filemap_write_and_wait_range() call' }],
    ['flush-always words'],
  );
});

test('elsewhere only words that say nothing else', () => {
  check([{ words: 'Start with an unconditional flush' }], ['flush-always words']);
  check([{ words: 'a flush that is made conditional' }], ['flush-if-dirty words']);
  check([{ words: 'If you pass in the batch directly' }, { words: 'a flag' }, { words: 'scan it' }], []);
  check([{ words: '' }], []);
  check([], []);
});

test('what most ways of putting an option say comes first', () => {
  const flush = { words: 'an unconditional flush' };
  const flag = { messageId: RFC, words: 'a flag to opt out' };
  check([flush, flag], ['flush-always words', 'opt-out-flag message']);
  check([flush, flag, flag], ['opt-out-flag message', 'flush-always words']);
});

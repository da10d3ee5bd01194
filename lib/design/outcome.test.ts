import { expect, test } from 'vitest';
import { outcomeOf } from '@/lib/design/outcome.ts';

function checkEach(expected: string | null, sentences: readonly string[]): void {
  expect(sentences.map((one) => [one, outcomeOf(one)])).toEqual(sentences.map((one) => [one, expected]));
}

test('what a vote or a call came to', () => {
  checkEach('adopted', [
    'The vote has passed with 5 +1 and no -1.',
    'The Steering Council has voted, and we have accepted PEP 9999.',
    'The chairs see consensus to adopt the draft.',
    'There is rough consensus in favour of adoption.',
    'Vote passes: 4 +1, 1 +0.',
    'With five votes in favour, the motion carries.',
    'The SC is happy to accept PEP 9999.',
    "I'm pleased to announce that the council has approved this proposal.",
    'The proposal is accepted.',
    'The ballot is closed and the resolution was approved unanimously.',
    'We have consensus for this.',
    'There is consensus to make this change.',
    'The call for adoption succeeded.',
    'The committee has voted to accept KEP-1234.',
  ]);
  checkEach('rejected', [
    'The vote has failed: 1 +1, 4 -1.',
    'The motion did not pass.',
    'The Steering Council has decided to reject PEP 9999.',
    'There is no consensus to adopt this draft.',
    'The council has rejected this proposal.',
    'The proposal was not accepted.',
    'The chairs see consensus against adoption.',
    'Having reviewed the discussion, the chairs do not see consensus to make this change.',
    'There was rough consensus not to adopt the draft.',
    'The working group has not reached consensus to go on with this.',
    'We have consensus to reject the proposal.',
    'We have therefore decided to reject LEP 31.',
  ]);
});

test('no outcome yet, of something else, or long ago', () => {
  checkEach(null, [
    'Has the vote passed?',
    'If the vote passes, I will start with the move.',
    'The vote will be closed on Monday.',
    'We accept this proposal.',
    'We should accept this proposal.',
    'I accept this proposal.',
    'The proposal was rejected last year.',
    'PEP 484 was accepted in 2015.',
    'I hope that the council accepts this.',
    'We need consensus on this.',
    'Is there consensus to adopt it?',
    'The patch has passed all tests.',
    'Step 3 failed.',
    'We have decided to reject step 3.',
    'The idea has not been accepted yet.',
    'The chairs are calling for consensus to adopt this draft.',
    'Once the motion has passed we can go on.',
    'The server rejected this proposal with an error.',
    'There is consensus to defer this.',
    'We see consensus as a tool to adopt slowly.',
  ]);
});

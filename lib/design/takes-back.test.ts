import { expect, test } from 'vitest';
import { takenBackBy, takesBackAbove } from '@/lib/design/takes-back.ts';

function check(sentence: string, expected: string | null): void {
  expect(takenBackBy(sentence)).toBe(expected);
}

test('what somebody takes back', () => {
  check("OK that's fair, I withdraw the helper thread suggestion :)", 'the helper thread suggestion');
  check('I withdraw the proposal.', 'the proposal');
  check('I take back my objection then.', 'my objection');
  check('Scratch that then.', 'that');
  check('Yeah, okay, forget the\nGUC.', 'the GUC');
  check('Forget about that idea.', 'that idea');
  check('So please ignore my suggestion.', 'my suggestion');
});

test('a way of a list, of which another is proposed', () => {
  check('I therefore withdraw C and propose B, with the cache.', 'C');
  check('Thanks, so I withdraw option 2.', 'option 2');
  check('I take 2 patches back to the list.', null);
  check('I withdraw 2 of them.', null);
});

test('in whatever clause, tense and voice', () => {
  check('On reflection you are right, so I withdraw the idea.', 'the idea');
  check("Given the feedback, I'm withdrawing this proposal.", 'this proposal');
  check('I have withdrawn my objection.', 'my objection');
  check("In that case I'd like to take the proposal back, sorry for the noise.", 'the proposal');
  check('Please forget my proposal, I had not thought it through.', 'my proposal');
  check('Fair enough, idea withdrawn.', 'idea');
  check('Consider my objection withdrawn.', 'my objection');
  check('My proposal is hereby withdrawn.', 'My proposal');
  check('I withdraw the proposal until the numbers are in.', 'the proposal');
  for (const sentence of [
    'Ann has withdrawn her proposal.',
    'I would not withdraw the idea.',
    'You asked whether I withdraw the proposal.',
    'Why was the idea withdrawn?',
    'I have not withdrawn my objection.',
    'The page is withdrawn from the cache, so the idea holds.',
  ]) {
    check(sentence, null);
  }
});

test('no promise, no reminder, no whole posting', () => {
  check("Don't forget the documentation.", null);
  check('I forget the details.', null);
  check('Please ignore this patch.', null);
  check('I withdraw this series.', null);
  check('Scratch that itch in a driver of your own, where nobody minds.', null);
  check('Should we forget about that?', null);
});

test('what one has on terms is not taken back, nor is what code ignores', () => {
  for (const sentence of [
    'I can withdraw the objection if you agree.',
    'I will withdraw my objection if that is fixed.',
    'I will take back my NAK once the test is there.',
    'Just ignore the error.',
    'So ignore it.',
    'Please ignore the warning here.',
    'Disregard the mapping then.',
  ]) {
    check(sentence, null);
  }
});

test('ways of a list by their number', () => {
  check('Forget about 2 then.', '2');
  check('Forget about (B).', '(B)');
  check('Scratch option 3.', 'option 3');
  check('Ok, drop 2 then.', '2');
  check('Fair point, never mind option B.', 'option B');
  check('You are right, ignore option 2 then.', 'option 2');
  check('Forget about 2 of them.', null);
  check('Ignore 3.', null);
});

test('own words right above', () => {
  for (const sentence of [
    'Ah, I see that patch 6 does that.',
    'Oh, patch 4 has it already.',
    'Never mind, the next patch renames it.',
    'Nevermind, I had the wrong tree.',
    'Sorry, never mind this one.',
    "Actually, I think I'm wrong, the lock is held there.",
    'Hm, scratch that, I was wrong here.',
  ]) {
    expect([sentence, takesBackAbove(sentence)]).toEqual([sentence, true]);
  }
  for (const sentence of [
    'I see that patch 6 breaks the build.',
    'Ah, I see.',
    'Never mind if it is slow.',
    'Never mind the names, the lock is wrong.',
    "Please correct me if I'm wrong.",
    'Never mind, does patch 6 build?',
    'Ah, patch 4 breaks that as well.',
  ]) {
    expect([sentence, takesBackAbove(sentence)]).toEqual([sentence, false]);
  }
});

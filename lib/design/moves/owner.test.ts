import { expect, it } from 'vitest';
import { isRefusal, originOf, ownerOf } from '@/lib/design/moves/owner.ts';
import type { Setting } from '@/lib/design/moves/setting.ts';
import { tokenise } from '@/lib/design/moves/tokens.ts';

function wordsOf(text: string): readonly string[] {
  return tokenise(text, 0, text.length).map((token) => token.text);
}

function check(text: string, isAuthor: boolean, expected: 'commitment' | 'request'): void {
  const sentences = text.split(/(?<=[.!?]) /).map(wordsOf);
  expect(originOf(sentences, { isAuthor })).toBe(expected);
}

it('takes what the writer will do for a promise, whoever he is', () => {
  check("I'll send a test for this next week.", false, 'commitment');
  check('Let me check that.', false, 'commitment');
  check('Will fix.', true, 'commitment');
  check('Sure, will send v8 this week.', false, 'commitment');
  check('Thank you all! I can test the patches on this array.', false, 'commitment');
  check('If you prefer, I can send it as two patches.', false, 'commitment');
});

it('takes an offer for a promise, and one that stands behind an excuse', () => {
  check("I'd be happy to run it on our big machine once you have something.", false, 'commitment');
  check('Happy to review the next one.', false, 'commitment');
  check("Sorry, I didn't get to it last week. Will do it on Monday.", false, 'commitment');
  check('I did not, you asked for one, but v3 will have it.', true, 'commitment');
  check('Meh whatever will just fix it on the way in.', false, 'commitment');
  check('I also need to change the caller in the last patch.', false, 'commitment');
  check("I'd volunteer to draw up the list of stores.", false, 'commitment');
  check('As one of the authors: we will add a paragraph on stale handles.', false, 'commitment');
  check("OK, you've all convinced me. I'm dropping this and will write another.", false, 'commitment');
  check('But both take the lock, so you are right, will change it.', true, 'commitment');
  check('It gets flushed elsewhere so will drop this.', false, 'commitment');
  check('Without the lock, will readers wait?', false, 'request');
  check('I am fine with this and will you add a test?', false, 'request');
  check('I would say that it needs a lock.', false, 'request');
  check('As far as I see we will need a lock.', false, 'request');
  check('I still wonder whether it needs a lock.', false, 'request');
  check('I would be happy to see a test for this.', false, 'request');
  check('If you would be willing to split it, that would save me work.', false, 'request');
  check('There is a remark on it. Will be read by nobody.', false, 'request');
});

it('takes what is asked of others for a request', () => {
  check('Please split this.', false, 'request');
  check('Will you send a patch?', false, 'request');
  check('Can you rename it?', true, 'request');
  check('Let me know which one you prefer.', false, 'request');
  check('This needs a comment.', false, 'request');
});

it('asks who is called, else who is answered with a you, else the author', () => {
  const names = new Map([
    ['ann@example.org', 'Ann Lee'],
    ['bob@example.org', 'Day, Bob'],
    ['c@example.org', 'c@example.org'],
  ]);
  const setting = { isAuthor: false, toSelf: false, answeredName: 'Day, Bob', authorName: 'Ann Lee', names };
  const asked = (text: string, more: Partial<Setting>, expected: string | null): void => {
    const own = { ...setting, ...more } as Setting;
    expect(ownerOf('request', wordsOf(text), { name: 'Eve', email: 'e@example.org' }, own)).toBe(expected);
  };
  asked('Ann, can you look at this?', {}, 'Ann Lee');
  asked('Ann, can you look at this?', { names: new Map([...names, ['a', 'Ann Poe']]) }, 'Day, Bob');
  asked('Bob: a test would be good.', {}, 'Day, Bob');
  asked('Hey Bob, could you have a look at this?', {}, 'Day, Bob');
  asked('How about you rebase it on top of that, Ann?', {}, 'Ann Lee');
  // Who has not written yet bears the name he is called by.
  asked('Hey Simone, could you have a look at this?', {}, 'Simone');
  asked('Hi all, could you have a look at this?', {}, 'Day, Bob');
  asked('Will you send a patch?', {}, 'Day, Bob');
  asked('This needs a comment.', {}, 'Ann Lee');
  asked('Will you send a patch?', { toSelf: true }, 'Ann Lee');
  asked('Acks are welcome.', { isAuthor: true }, 'Day, Bob');
  asked('Acks are welcome.', { isAuthor: true, toSelf: true }, null);
  expect(ownerOf('commitment', [], { name: '', email: 'e@x' }, setting as unknown as Setting)).toBe('e@x');
});

it('goes by who speaks when the words do not tell', () =>
  check('Sure, that makes sense.', true, 'commitment'));

it('knows a refusal', () => {
  expect(isRefusal(wordsOf('NAK, this breaks users.'))).toBe(true);
  expect(isRefusal(wordsOf('I am not going to take this.'))).toBe(true);
  expect(isRefusal(wordsOf('This is slow.'))).toBe(false);
});

import { describe, expect, it } from 'vitest';
import { mannerOf } from './manner.ts';

function check(sentences: readonly string[], expected: string): void {
  const body = sentences.join('\n');
  let start = 0;
  const units = sentences.map((sentence) => {
    const unit = { start, end: start + sentence.length, block: 0, paragraph: 0 };
    start += sentence.length + 1;
    return unit;
  });
  expect(mannerOf(body, units)).toBe(expected);
}

describe('the manner of an answer', () => {
  it('agrees', () => {
    check(['Right.', 'That lock is taken twice.'], 'agree');
    check(['Good point.'], 'agree');
    check(['<nod>'], 'agree');
    check(['Hmm.', 'That would work.'], 'agree');
  });
  it('agrees, with a reservation', () => check(['Yes, but the caller holds it already.'], 'yes-but'));
  it('promises', () => {
    check(['Sure, will do.'], 'will-do');
    check(["Ok, I'll have to go fix that."], 'will-do');
  });
  it('has done it', () => {
    check(['Fixed.'], 'done');
    check(['Thanks!', 'Added.'], 'done');
    check(['Patch posted.'], 'done');
  });
  it('puts it off', () =>
    check(["I'd keep this for now.", 'We can look at it in a separate patch.'], 'defer'));
  it('takes it back', () => check(['Never mind, I misread the loop.'], 'retract'));
  it('admits it', () => check(['No, I think it was me misreading the old loop.'], 'retract'));
  it('disagrees', () => {
    check(['No, the extent is locked here.'], 'disagree');
    check(["I don't think that helps."], 'disagree');
  });
  it('asks back', () => check(['Which caller do you mean?'], 'ask'));
  it('skips greetings and noises', () => check(['Hi Ann,', 'Hmm...', 'Agreed.'], 'agree'));
  it('says nothing without sentences', () => check([], 'brief'));
});

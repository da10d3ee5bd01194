import { expect, it } from 'vitest';
import { describeEvent } from '@/lib/view/event-words.ts';

it('says in English why a status changed, by name when it is known who', () => {
  const check = (rule: string, who: string | null, expected: string): void =>
    expect(describeEvent(rule, 'v2', who)).toBe(expected);
  check('addressee-agreed', null, 'the person addressed agreed');
  check('addressee-agreed', 'AL', 'AL agreed');
  check('somebody-proposed', 'AL', 'AL made a proposal on it');
  check('author-objected-on-the-objection', null, 'its author objected to an objection to it');
  check(
    'series-author-endorsed-on-the-proposal',
    null,
    'the author of the series agreed with a proposal about it',
  );
  check('somebody-tagged-the-series', null, 'somebody tagged the series');
  check('taken-up', 'AL', 'taken up in v2');
  check('target-taken-back', null, 'what it was against was taken back');
  check('asker-reviewed', 'AL', 'who asked reviewed v2');
  check('new-rule-of-later', null, 'new rule of later');
});

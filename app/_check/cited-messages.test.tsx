import { expect, test } from 'vitest';
import { CitedMessages } from '@/app/_check/cited-messages.tsx';
import { wordsOf } from '@/app/_check/test-reports.ts';
import { DOMAINS, findDomain } from '@/lib/domains/registry.ts';
import type { CitedMessage } from '@/lib/store/keep/citations.ts';

function check(messages: readonly string[], here: Partial<CitedMessage> | null, expected: string): void {
  const domain = findDomain('zero-range');
  if (domain === null) throw new Error('no domain zero-range');
  const whole = { who: 'Ann', at: Date.UTC(2024, 6, 18), subject: 'Re: a plan', lists: ['devel'], ...here };
  const cited = new Map(here === null ? [] : messages.map((id) => [id, whole]));
  expect(wordsOf(<CitedMessages {...{ domain, messages, cited }} label="Said in" />)).toBe(expected);
}

const KNOWN = 'Zpm9BFLjU0DkHBWc@dread.disaster.area';

test('a message that is here is cited by sender, day and subject', () => {
  check([KNOWN], {}, 'Ann, 2024-07-18: Re: a plan');
  check([KNOWN], { at: null, subject: '' }, 'Ann : (no subject)'.replace(' :', ':'));
});

test('one that is not, by what is known of it, and never by its id alone where more is known', () => {
  check([KNOWN], null, 'Dave Chinner, 2024-07-19 on lore ↗');
  check(['odd@x'], null, 'odd@x on lore ↗');
  check([], null, '');
});

test.each(DOMAINS)('$id knows who sent what it cites', ({ catalogue, strategies, cited, originOf }) => {
  const ids = [
    ...catalogue.flatMap(({ script }) => script.header.messages),
    ...strategies.flatMap(({ name }) => originOf(name).messages),
  ];
  expect(ids.filter((id) => !cited.has(id))).toEqual([]);
  for (const { who, day } of cited.values()) expect(`${who} ${day}`).toMatch(/^\S.* \d{4}-\d\d-\d\d$/);
});

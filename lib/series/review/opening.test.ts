import { expect, test } from 'vitest';
import { replyBlocks } from '@/lib/series/review/reply-blocks.ts';

function pointsOf(words: string): readonly string[] {
  const body = `> +int b;\n\n${words}\n`;
  return replyBlocks(body, 'Ann Example').map(({ start, end }) => body.slice(start, end));
}

test('who greets and is sorry to be late has made no point by that', () => {
  for (const line of [
    'Sorry for the delay.',
    "I'm sorry for the late reply, I was on holiday.",
    'Apologies for the delay, I was on leave yesterday and found no time for it.',
    'Sorry for the late response. I was held up with other work.',
    'Sorry for my late answer, I got caught up with some other things.',
    'Sorry about the slow response here!',
    'Apologies for the delay in getting back to you.',
    'Sorry for being so late.',
    'Sorry for my delayed reply, I got stuck in other work.',
    'Sorry for the late response. I was reading the old code first.',
    'Hi Bob,\n\nSorry for the long silence.',
    'Sorry for the late review.\n\nThanks,\nAnn',
  ]) {
    expect(pointsOf(line), line).toEqual([]);
  }
});

test('what is said beside it is a point', () => {
  const late = 'Sorry for the late reply.\n\nThis leaks the buffer.';
  expect(pointsOf(late)).toEqual(['This leaks the buffer.']);
  for (const line of [
    'Sorry for the delay, but this leaks the buffer.',
    'Sorry, the delay in the loop is wrong.',
    'Sorry about the reply path: it is never taken.',
    'Sorry for the late reply, is the lock held here?',
    'Sorry for the late reply, I was wondering who frees this.',
    'Sorry for the delay, I was away, but this leaks the buffer.',
    'Sorry for the delay. I was on leave, which is no reason to merge this.',
    'Sorry for the delay. I got a crash with this on boot.',
    'Sorry for the late review, I am still unhappy with the second lock.',
    'Sorry for the late reply, I was surprised to see the lock go.',
    'Sorry for the late reply, I was reading this and the lock is wrong.',
  ]) {
    expect(pointsOf(line), line).toEqual([line]);
  }
});

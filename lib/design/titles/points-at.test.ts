import { expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { ItemKind } from '@/lib/design/item.ts';
import { TITLE_MAX } from '@/lib/design/titles/shorten.ts';
import { testTitle } from '@/lib/design/titles/test-title.ts';
import type { TitleContext } from '@/lib/design/titles/title-of.ts';

function check(kind: ItemKind, text: string, expected: string, context: Partial<TitleContext> = {}): void {
  const title = testTitle(kind, text, context);
  expect(title).toBe(expected);
  expect(title.length).toBeLessThanOrEqual(TITLE_MAX);
}

it('begins behind the words that only lead to what is said', () => {
  check(
    'proposal',
    'What I would love to have, in the end, is this the other way round: let ->fill() collect the handles.',
    'Let ->fill() collect the handles',
  );
  check(
    'proposal',
    "What I'd really like to see is one list of handles per mount.",
    'One list of handles per mount',
  );
  check(
    'objection',
    'One question before I forget what the loop did: it asks for all handles, but the lock covers half of them.',
    'It asks for all handles, but the lock covers half of them',
  );
  check('action', 'One small request: rename store_open().', 'Rename store_open()');
});

it('chooses the sentence that says something', () => {
  check(
    'objection',
    'The lookup is right now. The name is not: it also returns handles that are only locked.',
    'The name is not: it also returns handles that are only locked',
  );
  check(
    'proposal',
    'About the order I am not sure yet. Draining first means that each open waits for the disk.',
    'Draining first means that each open waits for the disk',
  );
});

it('says what is to be done, not that it was talked of', () => {
  check(
    'action',
    'You promised to write down the rule about handles and mounts.',
    'Write down the rule about handles and mounts',
  );
  check(
    'action',
    'I have no opinion on the other patches, except that I would like to see one caller less that pokes at flags.',
    'Have one caller less that pokes at flags',
  );
  check('action', 'Call it store_next_busy() or something like that.', 'Call it store_next_busy()');
  check(
    'action',
    'Consider the objection withdrawn on that condition.',
    'Consider the objection withdrawn on that condition',
  );
  check('proposal', 'Consider using one list of handles per mount.', 'Use one list of handles per mount');
  check(
    'action',
    'I would expect that to be cheap enough for mounts.',
    'Expect that to be cheap enough for mounts',
  );
});

it('names what only points back at the words just before', () => {
  check(
    'action',
    'This would be the place: "a handle must be closed before the lock is dropped".',
    'This would be the place: write down the rule about handles',
    { orderBefore: 'Write down the rule about handles', about: 'store: close all handles' },
  );
  check(
    'proposal',
    'I would take it as a first step if people want something for the old releases.',
    'Take it as a first step: drain the cache only when it is dirty',
    { orderBefore: 'Drain the cache only when it is dirty' },
  );
});

it('keeps leads that are tags, orders or the topic', () => {
  check('action', 'Probably a Fixes: tag would be nice too.', 'A Fixes: tag would be nice');
  check(
    'objection',
    "I don't think this is correct. See store_open() above.",
    'Doubts this is correct (store_open)',
    {
      object: 'store_open',
    },
  );
  check(
    'action',
    'Sidenote: can that be renamed to store_all() or something similar.',
    'Should be renamed to store_all()',
  );
});

it('never ends with a word that waits for the next', () => {
  check(
    'action',
    'Please take a reference, look again whether the handle is still where you found it, and then read the place.',
    'Take a reference, look again whether the handle is still where you found it…',
  );
});

it('borrows a title without what that said of its writer', () => {
  check(
    'action',
    'Put it in the page of the manual.',
    'Put it in the page of the manual: one list of handles per mount',
    {
      orderBefore: 'Fine with: one list of handles per mount',
    },
  );
});

it('borrows nothing where code is named', () => {
  check('action', 'Call it soon enough in store_write_end().', 'Call it soon enough in store_write_end()', {
    orderBefore: 'Drop one of the two lists of handles',
  });
});

it('says of bare agreement to what is asked that it will be done', () => {
  const about = 'Name the flag after the store';
  check('action', 'Makes sense.', 'Will do: name the flag after the store', { about });
  check('action', 'Of course.', 'Will do: name the flag after the store', { about });
});

it('costs no more for hostile text', () => {
  for (const text of [
    'One question '.repeat(9_000),
    `What I would like to see, ${'later, '.repeat(9_000)}`,
    `The ${'lookup is right '.repeat(9_000)}`,
    `I have no opinion ${'on the rest, except '.repeat(9_000)}`,
  ]) {
    const started = cpuMs();
    for (const kind of ['proposal', 'action', 'objection', 'question'] as const) testTitle(kind, text);
    expect(cpuMs() - started).toBeLessThan(400);
  }
});

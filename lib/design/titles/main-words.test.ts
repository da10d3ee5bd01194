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

it('says what is to be done, not what is given or when', () => {
  check(
    'proposal',
    'Given that this is basically plumbing a new structure into all of the API, I have to wonder if this would be ' +
      "better done as a 'struct store_args'.",
    "This would be better done as a 'struct store_args'",
  );
  check(
    'action',
    'Given that you are cleaning up here, can you check if there is any point in store_lookup()?',
    'Check if there is any point in store_lookup()',
  );
  check(
    'proposal',
    'That might be a useful optimization -- every time the worker rolls, check the handles to see if any has the flag.',
    'Check the handles to see if any has the flag',
  );
  check(
    'proposal',
    'If you do not care about the contents of the store you could just build a tool that punches it.',
    'Build a tool that punches it',
  );
});

it('says a wish for something as what is to be so', () => {
  check(
    'action',
    'It would be great if store_open() could merge with store_reopen().',
    'Have store_open() merge with store_reopen()',
  );
  check(
    'action',
    'It would be nice if this could be rewritten in a way that takes one lock.',
    'This should be rewritten in a way that takes one lock',
  );
  check('proposal', 'If we could keep one list, that would help.', 'Keep one list');
  check(
    'proposal',
    'Maybe one way could be if we could add a flag for full mounts.',
    'Add a flag for full mounts',
  );
  check('proposal', "If we touch all of this anyway I'd drop the flag.", 'Drop the flag');
  check('action', "If you can, I'd wrap that list up in a helper.", 'Wrap that list up in a helper');
  check('action', 'If you agree, please fix that list and resend.', 'Fix that list and resend');
});

it('begins behind words that say how one came to it', () => {
  check(
    'proposal',
    'From looking at other stores, what I find to work best is to move the table of handles into the mount.',
    'Move the table of handles into the mount',
  );
  check('proposal', 'What I could imagine having in the long run is to have one table.', 'Have one table');
  check('proposal', "It wouldn't be that hard for me to add support for mounts.", 'Add support for mounts');
  check('proposal', 'For bonus points, you could even add a flag to the mount.', 'Add a flag to the mount');
  check(
    'action',
    'All you need to do is remove the flag from your branch.',
    'Remove the flag from your branch',
  );
  check('endorsement', 'First, I like the idea of one list per mount.', 'Likes one list per mount');
  check(
    'question',
    "I guess I can see how that would work, but I'm not totally clear on what the rate would look like.",
    'What the rate would look like?',
  );
});

it('is cut where it says something still', () => {
  check(
    'proposal',
    'I think sharing really needs to be done from the perspective of the owner of the handle so that nothing is lost.',
    'Sharing really needs to be done from the perspective of the owner of the handle…',
    { about: 'store: share the handles' },
  );
  check(
    'objection',
    'The layering inversion of the store and its mounts is what I am really very uncomfortable with.',
    'The layering inversion of the store and its mounts is what I am really…',
  );
  check(
    'objection',
    'I really like the idea, but everything I know is telling me that, as it stands, it is not going to work.',
    'Everything I know is telling me that, as it stands, it is not going to work',
  );
});

it('goes on with the words that it points back at', () => {
  check(
    'action',
    'It would be good to have a test for this so that we can be sure that all of us do the same.',
    'Have a test for this loss of handles',
    { before: 'Do you have a test for this loss of handles?', object: 'store_open()' },
  );
});

it('costs no more for hostile text', () => {
  for (const text of [
    `Given that ${'a b, '.repeat(9_000)}`,
    `What I ${'could have '.repeat(9_000)}`,
    `If you ${'do not you '.repeat(9_000)}`,
    `I guess ${"I'm not clear ".repeat(9_000)}`,
  ]) {
    const started = cpuMs();
    for (const kind of ['proposal', 'action', 'objection', 'question'] as const) testTitle(kind, text);
    expect(cpuMs() - started).toBeLessThan(400);
  }
});

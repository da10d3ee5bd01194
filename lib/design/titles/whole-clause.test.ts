import { expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import type { ItemKind } from '@/lib/design/item.ts';
import { TITLE_MAX } from '@/lib/design/titles/shorten.ts';
import { testTitle } from '@/lib/design/titles/test-title.ts';
import { isWhole } from '@/lib/design/titles/whole-clause.ts';

function check(kind: ItemKind, text: string, expected: string): void {
  const title = testTitle(kind, text);
  expect(title).toBe(expected);
  expect(title.length).toBeLessThanOrEqual(TITLE_MAX);
}

it('leaves no verb without what it does', () => {
  check(
    'objection',
    'Opening handles before the store is mounted will result in a reader that waits for all of them.',
    'Opening handles before the store is mounted will result in a reader that waits…',
  );
  check(
    'endorsement',
    'I would rather chalk this up as one more reason to let the store drop all of its handles at once.',
    'I would rather chalk this up as one more reason to let the store drop all…',
  );
  check(
    'proposal',
    'The largest size of a handle of the store really should be defined as a number that the mount can read.',
    'The largest size of a handle of the store really should be defined as a number…',
  );
  check(
    'objection',
    'The reader of that list still has to leave enough room to finish at least one of the handles of the mount.',
    'The reader of that list still has to leave enough room to finish at least one…',
  );
});

it('leaves nothing hanging whose words were cut off', () => {
  check(
    'objection',
    'For readers of the many handles it really depends on which of the stores of the mount they were opened.',
    'For readers of the many handles it really depends on which of the stores…',
  );
  check(
    'objection',
    'Taking that lock of the store would only ever be necessary if the mount has dropped all of its readers.',
    'Taking that lock of the store would only ever be necessary if the mount…',
  );
});

it('leaves nothing that is spoken of without its verb, wherever its clause begins', () => {
  check(
    'objection',
    'They only cost time so getting rid of them at the first mount of the store is what all readers want.',
    'They only cost time so getting rid of them at the first mount of the store…',
  );
  check(
    'objection',
    'Whether it is slower or not for one of the readers of the store does not mean that it is for all.',
    'Whether it is slower or not for one of the readers of the store does not mean…',
  );
});

it('leaves no condition without what follows from it', () => {
  check(
    'objection',
    "The snag is that if 'mount' is there, the lock is held so when the store is opened nobody can take it.",
    "The snag is that if 'mount' is there, the lock is held",
  );
  check(
    'objection',
    "The reason I ask is that if it's always one reader, i.e. store_read() or its friends, the mount waits for it.",
    "The reason I ask is that if it's always one reader, i.e. store_read()",
  );
  check(
    'objection',
    'For the case when some handles of the store are open the mount waits for all of the readers of it.',
    'For the case when some handles of the store are open the mount waits for all…',
  );
  check(
    'objection',
    "If it's something that has to be fixed in stores that are long out there ... this is not going to work for them.",
    'This is not going to work for them',
  );
});

it('keeps two that belong together, or neither', () => {
  check(
    'proposal',
    'Do one walk of the handles either in the store or in the mount, and give that to the readers of both.',
    'Do one walk of the handles',
  );
  check(
    'objection',
    'The check belongs in a small, carefully written helper of the store that all of the mounts can call at once.',
    'The check belongs in a small, carefully written helper of the store that all…',
  );
});

it('leaves out what is set between a verb and what it says', () => {
  check(
    'proposal',
    "The right answer is, from the store's point of view, to drop the lock of the mount where the reader returns.",
    'Drop the lock of the mount where the reader returns',
  );
});

it('does not part both, of either side', () => {
  const words = 'it is held by both the store and the mount';
  expect(isWhole(words, words.indexOf(' and'))).toBe(false);
  const plain = 'it is held by the store and the mount';
  expect(isWhole(plain, plain.indexOf(' and'))).toBe(true);
});

it('costs no more for hostile text', () => {
  for (const text of [
    'either '.repeat(9_000),
    'so the store '.repeat(9_000),
    'that if the lock '.repeat(9_000),
    'is, from the, '.repeat(9_000),
    'is (the store) for '.repeat(9_000),
    'a - in b - '.repeat(9_000),
  ]) {
    const started = cpuMs();
    for (const kind of ['proposal', 'action', 'objection', 'question'] as const) testTitle(kind, text);
    expect(cpuMs() - started).toBeLessThan(400);
  }
});

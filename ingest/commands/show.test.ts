import { expect, test } from 'vitest';
import { showCommand } from '@/ingest/commands/show.ts';

test('a time is of a design, and a message has none', async () => {
  for (const option of [['--at', '2024-07-19'], ['--all'], ['--ids']]) {
    await expect(showCommand.run(['message', 'a@b', ...option])).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: '--at, --all and --ids are of a design.',
    });
  }
});

test('refuses an address whose percent-encoding is broken, before a database is opened', async () => {
  await expect(showCommand.run(['message', 'https://lore.kernel.org/linux-xfs/%zz/'])).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
});

test('a kind that is none is told with what is near to it', async () => {
  const remedyOf = (argv: readonly string[]): Promise<unknown> =>
    showCommand.run(argv).catch(({ message, remedy }) => [message, remedy]);
  const cause = (word: string): string =>
    `There is no '${word}' to show: only message, thread, series, design and range-diff.`;
  expect(await remedyOf(['messages', 'a@b'])).toEqual([
    cause('messages'),
    'Did you mean docket show message?',
  ]);
  expect(await remedyOf(['a@b'])).toEqual([cause('a@b'), 'Did you mean docket show message a@b?']);
  expect(await remedyOf(['xyzzy', 'a@b'])).toEqual([cause('xyzzy'), 'docket show --help has an example']);
});

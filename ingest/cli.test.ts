import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { main } from './cli.ts';

const NAMES =
  'ingest sources watch show search digest analyze check export serve worker migrate derive mailmap ' +
  'judgements invite doctor';

afterEach(() => vi.restoreAllMocks());

/** Exit code and what was printed on a stream. */
async function run(
  argv: readonly string[],
  stream: 'stdout' | 'stderr' = 'stdout',
): Promise<readonly [number, string]> {
  const written: string[] = [];
  vi.spyOn(process[stream], 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  return [await main(argv), written.join('')];
}

test('every help fits a terminal of 80 columns, and help NAME is NAME --help', async () => {
  const wide: string[] = [];
  for (const name of ['', ...NAMES.split(' ')]) {
    const argv = name === '' ? [] : [name];
    const [code, text] = await run([...argv, '--help']);
    expect(code).toBe(0);
    expect(await run(['help', ...argv])).toEqual([0, text]);
    wide.push(...text.split('\n').filter((line) => line.length > 80));
  }
  expect(wide).toEqual([]);
});

test('help is explained by the overview', async () => {
  const overview = await run(['--help']);
  for (const argv of [
    ['help', '--help'],
    ['help', 'help'],
    ['--help', '-h'],
  ])
    expect(await run(argv)).toEqual(overview);
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'));
  expect(await run(['--version'])).toEqual([0, `docket ${version}\n`]);
});

test('what is mistyped is told with what is near to it', async () => {
  const check = async (argv: readonly string[], expected: string): Promise<void> =>
    expect(await run(argv, 'stderr')).toEqual([2, expected]);
  await check(
    ['serach', 'x'],
    "docket: there is no command 'serach'\n  remedy: Did you mean search? docket --help lists the commands\n",
  );
  await check(['xyzzy'], "docket: there is no command 'xyzzy'\n  remedy: docket --help lists the commands\n");
  await check(
    ['search', 'x', '--jsno'],
    "docket search: Unknown option '--jsno'\n  remedy: Did you mean --json? docket search --help\n",
  );
});

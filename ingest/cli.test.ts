import { afterEach, expect, test, vi } from 'vitest';
import { main } from './cli.ts';

const NAMES =
  'ingest sources watch show search digest analyze check export serve worker migrate derive mailmap ' +
  'judgements invite doctor';

afterEach(() => vi.restoreAllMocks());

/** Exit code and what was printed on standard output. */
async function run(argv: readonly string[]): Promise<readonly [number, string]> {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
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

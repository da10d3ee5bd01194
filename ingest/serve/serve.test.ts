import { afterEach, expect, test } from 'vitest';
import { serveCommand } from '@/ingest/commands/serve.ts';
import { serve } from '@/ingest/serve/serve.ts';

/** What is wrong in the environment and among the sources is told before anything is started. */
async function check(name: string, value: string, expected: RegExp): Promise<void> {
  process.env[name] = value;
  await expect(serve({ port: null, host: '127.0.0.1', sources: [] })).rejects.toThrow(expected);
}

afterEach(() => {
  delete process.env['DOCKET_WATCH'];
  delete process.env['DOCKET_PROXIES'];
});

test('a setting that cannot be read is refused, of the worker too', async () => {
  await check('DOCKET_WATCH', 'often', /'often' is no time to wait/);
  await check('DOCKET_WATCH', '1s', /'1s' is no time to wait/);
});

test('and one of accounts', () =>
  check('DOCKET_PROXIES', 'two', /cannot be read: DOCKET_PROXIES, which is a number from 0 to 5/));

test('a source that is not there, or that no worker could read', async () => {
  const withSource = (source: string): Promise<number> =>
    serve({ port: null, host: '127.0.0.1', sources: [source] });
  await expect(withSource('/nowhere/typed-wrong.mbox')).rejects.toThrow(
    'There is no /nowhere/typed-wrong.mbox.',
  );
  await expect(withSource('http://docket.invalid/x/')).rejects.toThrow(/may not fetch from docket.invalid/);
  await expect(withSource('-')).rejects.toThrow(/Standard input/);
});

test('the check says the same and starts nothing', async () => {
  expect(await serveCommand.run(['--check', '--port', '43918'])).toBe(0);
  await expect(serveCommand.run(['--check', '/nowhere/typed-wrong.mbox'])).rejects.toThrow(/There is no/);
  await expect(serveCommand.run(['--check', '--port', '99999'])).rejects.toThrow(/is not a port/);
});

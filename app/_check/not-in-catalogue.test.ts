import { afterAll, expect, test } from 'vitest';
import { createSend, loadRoutes } from '@/app/_tests/test-site.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';

const database = await cloneForPages();
const send = createSend(await loadRoutes());

afterAll(() => database.drop());

async function check(path: string, ...parts: readonly string[]): Promise<void> {
  const response = await send(path);
  const html = await response.text();
  expect([path, response.status]).toEqual([path, 404]);
  for (const part of parts) expect(html).toContain(part);
}

test('a strategy or scenario that is none: the one that was meant, and where all are', async () => {
  await check('/strategy/nope', 'href="/scenario#strategies"', 'href="/scenario?domain=refcount#strategies"');
  await check('/strategy/folio-bach', 'href="/strategy/folio-batch"');
  await check(
    '/scenario/trunc-down-unwriten-eof',
    'href="/scenario/trunc-down-unwritten-eof"',
    'href="/scenario"',
  );
});

test('what the model leaves out is said where a scenario and where the catalogue is', async () => {
  for (const path of ['/scenario/trunc-down-unwritten-eof', '/scenario']) {
    expect(await (await send(path)).text()).toContain('Not in the model: ');
  }
});

import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSend, HOST, loadRoutes, type Send } from '@/app/_tests/test-site.ts';
import { openTestDocket, type TestDocket } from '@/ingest/hostile/test-docket.ts';

/** What programs that know public-inbox ask of a site beside mail; private lists: app/_tests/private-list.test.ts. */

let archive: TestDocket;
let send: Send;

beforeAll(async () => {
  archive = await openTestDocket();
  const head = 'From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: a@example.org\nMessage-ID: <a@x>\n\nWords.\n';
  await archive.ingest('devel', head);
  send = createSend(await loadRoutes());
}, 240_000);
afterAll(() => archive.close());

test('the texts of a list lead to what is here', async () => {
  for (const path of ['/devel/_/text', '/devel/_/text/', '/devel/_/text/help']) {
    const response = await send(path);
    const to = response.headers.get('location');
    expect([path, response.status, to]).toEqual([path, 302, '/devel/_/text/help/']);
  }
  for (const [name, word] of [
    ['help', 'devel/MESSAGE-ID/T/'],
    ['mirror', 'find no manifest.js.gz here'],
    ['config', '[b4]'],
  ] as const) {
    const [page, raw] = [await send(`/devel/_/text/${name}/`), await send(`/devel/_/text/${name}/raw`)];
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(raw.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await page.text()).toContain(word);
    expect(await raw.text()).toContain(word);
    expect((await send(`/devel/_/text/${name}/`, { method: 'HEAD' })).status).toBe(200);
  }
  expect((await send('/all/_/text/help/')).status).toBe(200);
  for (const path of [
    '/nowhere/_/text/help/',
    '/devel/_/text/constructor/',
    '/devel/_/text/help/x',
    '/r/_/text/help/',
  ])
    expect([path, (await send(path)).status]).toEqual([path, 404]);
});

test('git reads the settings', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'docket-config-'));
  const file = join(folder, 'config');
  await writeFile(file, await (await send('/devel/_/text/config/raw')).text());
  const settings = execFileSync('git', ['config', '--file', file, '--list'], { encoding: 'utf8' });
  await rm(folder, { recursive: true });
  expect(settings).toBe(`b4.midmask=http://${HOST}/all/%s\nb4.searchmask=http://${HOST}/all/?x=m&t=1&q=%s\n`);
});

/** As RFC 9309 has it: the longest rule that fits holds, and Allow of two that are as long. */
function mayRead(rules: string, path: string): boolean {
  const fitting = [...rules.matchAll(/^(Allow|Disallow): (.+)$/gm)].filter(([, , pattern = '']) => {
    const source = pattern.replaceAll(/[.?+^$()[\]{}|\\]/g, '\\$&').replaceAll('*', '.*');
    return new RegExp(`^${source}`).test(path);
  });
  const longest = fitting.sort((a, b) => (b[2] ?? '').length - (a[2] ?? '').length)[0];
  return longest?.[1] !== 'Disallow';
}

test('robots read mail and states, and nothing that has no end', async () => {
  const response = await send('/robots.txt');
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const rules = await response.text();
  expect(rules).toMatch(/^User-agent: \*$/m);
  for (const path of [
    ...[
      '/',
      '/devel/',
      '/devel/?before=1.a',
      '/devel/?after=1.a',
      '/devel/a@x/',
      '/devel/a@x/T/',
      '/devel/a@x/raw',
    ],
    ...[
      '/series/a@x',
      '/design/a@x',
      '/devel/new.atom',
      '/strategy/x',
      '/scenario/x',
      '/runtime-pm/',
      '/searching/',
    ],
  ])
    expect([path, mayRead(rules, path)]).toEqual([path, true]);
  for (const path of [
    ...[
      '/search?q=x',
      '/devel/?q=x',
      '/devel/?q=x&before=1.a',
      '/devel/?show=series&before=1.a',
      '/design/a@x?at=x',
    ],
    ...['/series/a@x/diff/b@x', '/run/x', '/run/x?step=3', '/api/live', '/devel/a@x/t.mbox.gz'],
  ])
    expect([path, mayRead(rules, path)]).toEqual([path, false]);
});

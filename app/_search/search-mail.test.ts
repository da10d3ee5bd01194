import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSend, loadRoutes, makeAccount, type Send } from '@/app/_tests/test-site.ts';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { privacyChanged, savePrivacy } from '@/lib/store/account/list-row.ts';
import { runWrite } from '@/lib/store/write.ts';
import { mboxrdEntry } from '@/lib/view/mail/mboxrd.ts';

/** `POST /LIST/?x=m&q=…`: the mail that a search finds; b4 and lei ask so. */

const MANY = 450;

const DEVEL: readonly Uint8Array[] = [
  writeMail('one', { Subject: 'the first' }, 'A walrus.\n\nFrom here on.\n'),
  writeMail('one-answer', { Subject: 'Re: the first', 'In-Reply-To': '<one@hostile.example>' }, 'Yes.\n'),
  writeMail('two', { Subject: 'the second' }, 'Another walrus.\n'),
  writeMail('three', { Subject: 'the third' }, 'Nothing of that kind.\n'),
  ...Array.from({ length: MANY }, (_, n) => writeMail(`many-${n}`, { Subject: 'many' }, 'A penguin.\n')),
];
const OTHER = [writeMail('other', { Subject: 'elsewhere' }, 'A walrus as well.\n')];
const SECRET = [
  writeMail('hidden', { Subject: 'hidden' }, 'A secret walrus.\n'),
  writeMail('hidden-answer', { Subject: 'Re: it', 'In-Reply-To': '<two@hostile.example>' }, 'Hush.\n'),
];

let database: TestDatabase;
let folder = '';
let send: Send;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-found-'));
  database = await cloneForPages();
  await runWrite((write) => savePrivacy(write, 'secret', true));
  privacyChanged();
  for (const [list, mails] of Object.entries({ devel: DEVEL, other: OTHER, secret: SECRET })) {
    const file = join(folder, `${list}.mbox`);
    await writeFile(file, Buffer.concat(mails.map(mboxrdEntry)));
    expect((await runDocket(database, folder, ['ingest', '--list', list, file])).code).toBe(0);
  }
  send = createSend(await loadRoutes());
}, 240_000);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

/** No page of ours, and no browser: what `curl -d ''` sends. */
const CURL = { origin: null, 'sec-fetch-site': null };

async function post(path: string, sent: Parameters<Send>[1] = {}): Promise<Response> {
  return send(path, { method: 'POST', ...sent, headers: { ...CURL, ...sent.headers } });
}

async function textOf(response: Response): Promise<string> {
  expect(response.headers.get('content-type')).toBe('application/gzip');
  return gunzipSync(Buffer.from(await response.arrayBuffer())).toString();
}

function idsOf(text: string): readonly string[] {
  return [...text.matchAll(/^Message-ID: <(.+)@hostile\.example>$/gim)].map(([, id]) => id ?? '').sort();
}

test.each([
  ['/devel/?x=m&q=walrus', ['one', 'two']],
  ['/devel/?q=walrus&x=m&t=1', ['one', 'one-answer', 'two']],
  ['/devel/?x=m&t=0&q=walrus', ['one', 'two']],
  ['/all/?x=m&q=walrus', ['one', 'other', 'two']],
  ['/all/?x=m&t=1&q=s:second', ['two']],
  ['/other/?x=m&t=1&q=walrus', ['other']],
  ['/devel/one-answer@hostile.example/?x=m&q=walrus', ['one']],
  ['/devel/one@hostile.example/?x=m&t=1&q=walrus', ['one', 'one-answer']],
  ['/devel/two@hostile.example/?x=m&q=dt:..now', ['two']],
  ['/all/other@hostile.example/?x=m&q=walrus', ['other']],
  [
    `/devel/?x=m&t=1&q=${encodeURIComponent('(s:"the first" AND f:"nobody@x") OR mid:two@hostile.example')}`,
    ['two'],
  ],
])('%s', async (path, ids) => {
  const response = await post(path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="results.mbox.gz"');
  expect(idsOf(await textOf(response))).toEqual(ids);
});

test('a message is what was sent, as an mbox quotes it', async () => {
  const text = await textOf(await post('/devel/?x=m&q=mid:one@hostile.example'));
  expect(text).toBe(Buffer.from(mboxrdEntry(DEVEL[0] ?? new Uint8Array())).toString());
  expect(text).toContain('\n>From here on.\n');
});

test('a form asks for threads in its body, as that of public-inbox does', async () => {
  const ask = async (form: Readonly<Record<string, string>>): Promise<readonly string[]> =>
    idsOf(await textOf(await post('/devel/?x=m&q=walrus', { form })));
  expect(await ask({ x: 'full threads' })).toEqual(['one', 'one-answer', 'two']);
  expect(await ask({ z: 'results only' })).toEqual(['one', 'two']);
  expect(await ask({ x: '0' })).toEqual(['one', 'two']);
});

test('more than one batch', async () => {
  expect(idsOf(await textOf(await post('/devel/?x=m&q=penguin')))).toHaveLength(MANY);
});

test('a private list is found by its people alone', async () => {
  for (const path of ['/secret/?x=m&q=walrus', '/secret/?x=m&q=nothinglikeit', '/nowhere/?x=m&q=walrus']) {
    expect([path, (await post(path)).status]).toEqual([path, 404]);
  }
  expect(idsOf(await textOf(await post('/all/?x=m&t=1&q=walrus')))).not.toContain('hidden');
  const { token } = await makeAccount({ roles: { secret: 'reader' } });
  const mine = await post('/secret/?x=m&t=1&q=walrus', { token });
  expect(mine.headers.get('cache-control')).toBe('private, no-store');
  expect(idsOf(await textOf(mine))).toEqual(['hidden']);
  const whole = await textOf(await post('/all/?x=m&t=1&q=mid:two@hostile.example', { token }));
  expect(idsOf(whole)).toEqual(['hidden-answer', 'two']);
});

test.each([
  ['/devel/?x=m&q=zebra', 404, 'Nothing'],
  ['/devel/?x=m&q=', 400, 'Say what to look for'],
  ['/devel/?x=m', 400, 'Say what to look for'],
  ['/devel/?x=m&q=(walrus', 400, 'parenthesis'],
  ['/devel/?q=walrus', 405, 'x=m'],
  ['/devel/', 405, 'x=m'],
  ['/r/?x=m&q=walrus', 404, 'Nothing'],
  ['/devel/three@hostile.example/?x=m&q=walrus', 404, 'Nothing'],
  ['/devel/other@hostile.example/?x=m&q=walrus', 404, 'Nothing'],
  ['/all/hidden@hostile.example/?x=m&q=walrus', 404, 'Nothing'],
  ['/devel/one@hostile.example/?q=walrus', 405, 'x=m'],
])('%s is %i', async (path, status, words) => {
  const response = await post(path);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    status,
    'text/plain; charset=utf-8',
  ]);
  expect(await response.text()).toContain(words);
  if (status === 405) expect(response.headers.get('allow')).toBe('GET, HEAD');
});

test('all lists are searched below /all/ by GET as well', async () => {
  const response = await send('/all/?q=walrus');
  expect([response.status, (await response.text()).includes('elsewhere')]).toEqual([200, true]);
  expect(await (await send('/all/?q=walrus&x=A')).text()).toContain('<title>elsewhere</title>');
  expect((await send('/all?q=walrus')).headers.get('location')).toBe('/all/?q=walrus');
  const home = await send('/all/');
  expect([home.status, home.headers.get('location')]).toEqual([302, '/']);
});

test('the feed of a thread is found below /all/ and /r/', async () => {
  for (const any of ['all', 'r']) {
    const response = await send(`/${any}/one@hostile.example/t.atom`);
    expect([response.status, response.headers.get('location')]).toEqual([
      302,
      '/devel/one@hostile.example/t.atom',
    ]);
    expect((await send(`/${any}/hidden@hostile.example/t.atom`)).status).toBe(404);
  }
});

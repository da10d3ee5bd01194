import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mboxGzResponse } from '@/app/_archive/mbox-gz.ts';
import { GET } from '@/app/[inbox]/[msgid]/[view]/route.tsx';
import { openTestDocket, type TestDocket } from '@/ingest/hostile/test-docket.ts';

/** `/LIST/MESSAGE-ID/t.mbox.gz` and `raw`; what a private list hides in it: app/_tests/private-list.test.ts. */

const ANSWERS = 450;
/** So large that a few fill a batch. */
const LARGE = 'From the start,\n>From here on.\n'.repeat(40_000);

let archive: TestDocket;

beforeAll(async () => {
  archive = await openTestDocket();
  await archive.ingest(
    'devel',
    thread('root@x', ANSWERS, 'Words.\n') + thread('large@x', 5, LARGE) + mail(0, 'alone@x', null, ''),
  );
}, 240_000);
afterAll(() => archive.close());

function thread(root: string, answers: number, body: string): string {
  const all = Array.from({ length: answers }, (_, at) => mail(at + 1, `${at + 1}.${root}`, root, body));
  return [mail(0, root, null, body), ...all].join('');
}

function mail(second: number, id: string, answers: string | null, body: string): string {
  return [
    'From mboxrd@z Thu Jan  1 00:00:00 1970',
    'From: Ann Author <ann@example.org>',
    `Subject: ${answers === null ? '' : 'Re: '}a thread`,
    `Date: ${new Date(Date.UTC(2024, 6, 18, 12, 0, second)).toUTCString()}`,
    `Message-ID: <${id}>`,
    ...(answers === null ? [] : [`In-Reply-To: <${answers}>`]),
    '',
    // As mboxrd has it.
    body.replaceAll(/^(>*From )/gm, '>$1'),
    '',
  ].join('\n');
}

async function get(msgid: string, view = 't.mbox.gz', headers: HeadersInit = {}): Promise<Response> {
  const request = new Request(`http://docket.example/devel/${msgid}/${view}`, { headers });
  return GET(request, { params: Promise.resolve({ inbox: 'devel', msgid, view }) });
}

test.each([
  ['root@x', ANSWERS, 'Words.\n'],
  ['large@x', 5, LARGE],
] as const)('the whole thread of %s, as it came, in the order of its tree', async (root, answers, body) => {
  for (const id of [root, `4.${root}`]) {
    const response = await get(id);
    expect(response.headers.get('content-type')).toBe('application/gzip');
    const text = gunzipSync(Buffer.from(await response.arrayBuffer())).toString();
    expect(text.length).toBe(thread(root, answers, body).length);
    expect(text === thread(root, answers, body)).toBe(true);
  }
});

test('without gzip it is the same', async () => {
  const response = await get('4.large@x', 't.mbox');
  expect(response.headers.get('content-type')).toBe('application/mbox');
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="t.mbox"');
  expect((await response.text()) === thread('large@x', 5, LARGE)).toBe(true);
  expect((await get('nowhere@x', 't.mbox')).status).toBe(404);
});

test('raw mail that the client has is not sent again', async () => {
  const first = await get('root@x', 'raw');
  expect(await first.text()).toBe(mail(0, 'root@x', null, 'Words.\n'));
  const tag = first.headers.get('etag') ?? '';
  expect(tag).toMatch(/^W\/"[\w-]{27}"$/);
  const again = await get('root@x', 'raw', { 'if-none-match': tag });
  expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
  expect((await get('alone@x', 'raw', { 'if-none-match': tag })).status).toBe(200);
});

test('read again it adds nothing', async () => {
  const file = join(archive.folder, 't.mbox.gz');
  await writeFile(file, Buffer.from(await (await get('3.root@x')).arrayBuffer()));
  const stdout = await archive.docket('ingest', '--list', 'devel', file);
  expect(stdout).toContain(`0 stored, ${ANSWERS + 1} duplicates, 0 problems`);
});

test('a client that goes away is no error, and what is not here is not found', async () => {
  const response = await get('large@x');
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  expect((await get('nowhere@x')).status).toBe(404);
});

test('two batches are made at a time, whoever asks, and none that nobody takes', async () => {
  let [asked, making, most] = [0, 0, 0];
  async function* batches(): AsyncGenerator<readonly Uint8Array[]> {
    for (let left = 3; left > 0; left -= 1) {
      asked += 1;
      making += 1;
      most = Math.max(most, making);
      await sleep(2);
      making -= 1;
      yield [Buffer.from('Subject: a thread\n\nWords.\n')];
    }
  }
  const responses = Array.from({ length: 20 }, () => mboxGzResponse('t.mbox.gz', batches()));
  await sleep(20);
  // As for HEAD, which is answered by the same function.
  expect(asked).toBe(0);
  // Who goes away while it waits leaves its turn to the next.
  const gone = responses.splice(0, 10).map(async (response) => {
    const reader = response.body?.getReader();
    void reader?.read().catch(() => undefined);
    await reader?.cancel();
  });
  const texts = await Promise.all(
    responses.map(async (response) => gunzipSync(Buffer.from(await response.arrayBuffer())).toString()),
  );
  await Promise.all(gone);
  for (const text of texts) expect(text.match(/^From mboxrd@z /gm)).toHaveLength(3);
  expect(most).toBe(2);
});

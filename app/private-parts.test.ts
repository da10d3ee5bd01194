import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mail, mbox } from '@/app/private-list-mails.ts';
import { createSend, loadRoutes, type Send } from '@/app/test-site.ts';
import { runDocket } from '@/ingest/hostile/run-docket.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { privacyChanged, savePrivacy } from '@/lib/store/account/list-row.ts';
import { runWrite } from '@/lib/store/write.ts';

/** A long thread leads from part to part also where the mail that would begin one is on a private list. */

let database: TestDatabase;
let folder = '';
let send: Send;

const idOf = (n: number): string => `n${String(n).padStart(3, '0')}@x`;
/** At place 200, which begins the second part, and the last two of the first. */
const HIDDEN = [198, 199, 200];
const LAST = 450;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docket-parts-'));
  database = await cloneDatabase(TEMPLATE);
  process.env['DOCKET_WEB_DATABASE_URL'] = database.appUrl;
  await runWrite((write) => savePrivacy(write, 'secret', true));
  privacyChanged();
  const mails = Array.from(
    { length: LAST + 1 },
    (_, n): Mail => ({
      id: idOf(n),
      subject: n === 0 ? 'a long talk' : 'Re: a long talk',
      ...(n === 0 ? {} : { answers: idOf(0) }),
      body: 'Words.\n',
      minute: n === 0 ? 0 : 1,
    }),
  );
  await ingest(
    'open',
    mails.filter((_, n) => !HIDDEN.includes(n)),
  );
  await ingest(
    'secret',
    mails.filter((_, n) => HIDDEN.includes(n)),
  );
  send = createSend(await loadRoutes((path) => import(path)));
}, 240_000);
afterAll(async () => {
  delete process.env['DOCKET_WEB_DATABASE_URL'];
  await database.drop();
  await rm(folder, { recursive: true });
});

async function ingest(list: string, mails: readonly Mail[]): Promise<void> {
  const file = join(folder, `${list}.mbox`);
  await writeFile(file, mbox(mails));
  expect((await runDocket(database, folder, ['ingest', '--list', list, file])).code).toBe(0);
}

async function part(path: string): Promise<{ readonly pager: string; readonly next: string | undefined }> {
  const html = await (await send(path, {})).text();
  const pager = /<nav class="pager" aria-label="Parts of this thread">(.*?)<\/nav>/s.exec(html)?.[1] ?? '';
  const text = pager.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  return { pager: text.trim(), next: /href="([^"]+)" rel="next"/.exec(pager)?.[1] };
}

test('each part leads to the next', async () => {
  const first = await part(`/open/${idOf(0)}/T/`);
  expect(first.pager).toBe('1–200 201–400 401–451');
  expect(first.next).toBe(`/open/${idOf(201)}/T/`);
  const second = await part(first.next ?? '');
  expect(second.next).toBe(`/open/${idOf(400)}/T/`);
  const third = await part(second.next ?? '');
  expect(third).toEqual({ pager: first.pager, next: undefined });
});

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as getView } from '@/app/[inbox]/[msgid]/[view]/route.tsx';
import { GET as getMessage } from '@/app/[inbox]/[msgid]/route.tsx';
import { GET as getList } from '@/app/[inbox]/route.tsx';
import { openTestDocket, type TestDocket } from '@/ingest/hostile/test-docket.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';

/** What pages say of a message that its archive took back (reliability.md, point 28). */
let archive: TestDocket;
beforeAll(async () => {
  archive = await openTestDocket();
  const inbox = join(archive.folder, 'inbox.git');
  const git = (args: readonly string[], input = Buffer.alloc(0)): Buffer =>
    execFileSync('git', [`--git-dir=${inbox}`, ...args], { input });
  git(['init', '--bare', '--quiet', '--initial-branch=master']);
  const commits = [
    ['m', 'stays'],
    ['m', 'taken'],
    ['d', 'taken'],
  ].flatMap(([file, name = '']) => {
    const mail = writeMail(name, { Subject: `about ${name}` });
    const head = 'commit refs/heads/master\ncommitter A <a@b> 1700000000 +0000\ndata 1\nx\ndeleteall\n';
    return [Buffer.from(`${head}M 100644 inline ${file}\ndata ${mail.length}\n`), mail, Buffer.from('\n')];
  });
  git(['fast-import', '--quiet'], Buffer.concat(commits));
  await archive.docket('ingest', '--list', 'hostile', inbox);
});
afterAll(() => archive.close());

async function check(path: string, status: number, shown: string): Promise<void> {
  const [, inbox = '', msgid = '', view = ''] = path.split('/');
  const request = new Request(`http://docket.example${path}`);
  const params = Promise.resolve({ inbox, msgid, view });
  const response =
    msgid === ''
      ? await getList(request, { params })
      : await (view === '' ? getMessage(request, { params }) : getView(request, { params }));
  const text = await response.text();
  expect(response.status, path).toBe(status);
  expect(text).toContain(shown);
  expect(text).not.toContain('about taken');
}

test('its address says that it was taken back and why; nothing else shows it', async () => {
  await check('/hostile/taken@hostile.example/', 404, 'It was here and was taken back');
  await check('/hostile/taken@hostile.example/', 404, 'withdrawn by its archive, commit ');
  await check('/hostile/taken@hostile.example/T/', 404, 'It was here and was taken back');
  await check('/hostile/taken@hostile.example/raw', 404, '');
  await check('/hostile/', 200, 'about stays');
  await check('/hostile/stays@hostile.example/T/', 200, 'about stays');
});

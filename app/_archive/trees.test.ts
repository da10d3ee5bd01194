import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as getDesign } from '@/app/design/[msgid]/route.tsx';
import { GET as getFeed } from '@/app/series/[msgid]/new.atom/route.ts';
import { GET as getSeries } from '@/app/series/[msgid]/route.tsx';
import { openTestDocket, type TestDocket } from '@/ingest/hostile/test-docket.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import { savePrivacy } from '@/lib/store/account/list-row.ts';
import { forgetPrivateLists } from '@/lib/store/visibility.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What trees tell in threads of their own, from mail through the database to the page and the terminal. */
const ANN = 'Ann Lee <ann@a.example>';
const DIFF = '---\ndiff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-old();\n+new();\n';
const TOM = 'Tom Roe <tom@tree.example>';

const added = (title: string, id: string): string =>
  `The patch titled\n     Subject: ${title}\nhas been added to the -mm mm-unstable branch.  Its filename is\n` +
  `     x.patch\n\n-----------------\nFrom: ${ANN}\nSubject: ${title}\n\nWords.\n\n` +
  `Link: https://lkml.kernel.org/r/${id}@hostile.example\nSigned-off-by: ${ANN}\n${DIFF}`;

let archive: TestDocket;
beforeAll(async () => {
  archive = await openTestDocket();
  // Trees first: what they tell is of postings that come later.
  await archive.ingest('commits', [
    writeMail('took1', { ...at(30), From: TOM, Subject: '+ x.patch' }, added('x: one', 'p1')),
    writeMail('took2', { ...at(40), From: TOM, Subject: '+ y.patch' }, added('x: two', 'p2')),
  ]);
  await archive.ingest('devel', [
    writeMail('cover', { ...at(0), From: ANN, Subject: '[PATCH 0/2] x: both' }, 'A cover.\n'),
    writeMail('p1', { ...at(1), ...below('[PATCH 1/2] x: one') }, `Words.\n${DIFF}`),
    writeMail('p2', { ...at(2), ...below('[PATCH 2/2] x: two') }, `Words.\n${DIFF.replace('new', 'newer')}`),
  ]);
  // As the worker of a server does: designs are made before it is told what changed.
  await archive.docket('digest');
});
afterAll(() => archive.close());

function at(minute: number): { readonly Date: string; readonly 'List-Id': null } {
  return { Date: `Thu, 18 Jul 2024 10:${String(minute).padStart(2, '0')}:00 +0000`, 'List-Id': null };
}

function below(subject: string): Readonly<Record<string, string>> {
  return { From: ANN, Subject: subject, 'In-Reply-To': '<cover@hostile.example>' };
}

/** What a reader sees of the page of the series, blanks collapsed. */
async function page(): Promise<{ readonly html: string; readonly words: string }> {
  const request = new Request('http://docket.example/series/cover@hostile.example');
  const response = await getSeries(request, { params: Promise.resolve({ msgid: 'cover@hostile.example' }) });
  const html = await response.text();
  return { html, words: html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ') };
}

const WORDS = 'has been added to the -mm mm-unstable branch';

test('the page of a series says which trees took it, by their words, and stands by the last', async () => {
  const { html, words } = await page();
  expect(words).toContain('● accepted : the robot of a tree says it was applied');
  expect(words).toMatch(
    new RegExp(`Trees taken by mm 1/2 ${WORDS} Tom Roe.* taken by mm 2/2 ${WORDS} Tom Roe`),
  );
  expect(html).toContain('href="/commits/took1@hostile.example/"');
});

test('the design and the feed of the series say who took it', async () => {
  const request = (path: string): Request => new Request(`http://docket.example${path}`);
  const params = Promise.resolve({ msgid: 'cover@hostile.example' });
  const feed = await getFeed(request('/series/cover@hostile.example/new.atom'), { params });
  expect((await feed.text()).replace(/\s+/g, ' ')).toMatch(/accepted.*Tom Roe/);
  const design = await getDesign(request('/design/cover@hostile.example'), { params });
  expect(design.status).toBe(200);
  expect((await design.text()).replace(/<[^>]*>/g, ' ')).toContain('accepted');
});

test('the terminal says the same', async () => {
  const stdout = await archive.docket('show', 'series', 'cover@hostile.example');
  expect(stdout).toContain('● accepted (applied-by-robot)');
  expect(stdout).toContain(`2024-07-18 10:30 taken by mm 1/2 Tom Roe\n  ${WORDS}\n`);
  const json = await archive.docket('show', 'series', 'cover@hostile.example', '--json');
  expect(JSON.parse(json).taken).toMatchObject([
    { tree: 'mm', kind: 'taken', patches: [1], message: { messageId: 'took1@hostile.example' } },
    { tree: 'mm', kind: 'taken', patches: [2], message: { messageId: 'took2@hostile.example' } },
  ]);
});

test('who may not see the list of the tree is told nothing of it', async () => {
  await runWrite((write) => savePrivacy(write, 'commits', true));
  forgetPrivateLists();
  const { html, words } = await page();
  expect(words).toContain('○ new : nobody but its author has written yet');
  expect(html).not.toMatch(/took\d|Tom Roe|mm-unstable/);
  await runWrite((write) => savePrivacy(write, 'commits', false));
  forgetPrivateLists();
});

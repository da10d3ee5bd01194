import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as getSeries } from '@/app/series/[msgid]/route.tsx';
import { openTestDocket, type TestDocket } from '@/ingest/hostile/test-docket.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import { savePrivacy } from '@/lib/store/account/list-row.ts';
import { forgetPrivateLists } from '@/lib/store/visibility.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What reverts a patch, from mail through the database to both pages and the terminal. */
const ANN = 'Ann Lee <ann@a.example>';
const BOB = 'Bob Poe <bob@b.example>';
const MAX = 'Max Orr <max@m.example>';
const DIFF = '---\ndiff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-old();\n+new();\n';
const BACK = DIFF.replace('-old', '-x').replace('+new', '+old').replace('-x', '-new');

let archive: TestDocket;
beforeAll(async () => {
  archive = await openTestDocket();
  await archive.ingest('devel', [
    ...patch('taken', 0, 'pump: start the motor before the valve'),
    writeMail('took', { ...at(5), From: MAX, ...answer('taken') }, 'Applied, thanks.\n'),
    ...patch('asked', 6, 'pump: count the turns of the valve'),
    ...revert('asking', 8, 'pump: count the turns of the valve'),
  ]);
  await archive.ingest('fixes', [
    ...revert('back', 10, 'pump: start the motor before the valve'),
    writeMail(
      'tookback',
      { ...at(20), From: MAX, ...answer('back') },
      'The pump is dry.\n\nQueued up for 6.12.\n',
    ),
  ]);
});
afterAll(() => archive.close());

function at(minute: number): { readonly Date: string; readonly 'List-Id': null } {
  return { Date: `Thu, 18 Jul 2024 10:${String(minute).padStart(2, '0')}:00 +0000`, 'List-Id': null };
}

function answer(to: string): Readonly<Record<string, string>> {
  return { Subject: 'Re: pump', 'In-Reply-To': `<${to}@hostile.example>` };
}

function patch(id: string, minute: number, title: string): readonly Uint8Array[] {
  return [writeMail(id, { ...at(minute), From: ANN, Subject: `[PATCH] ${title}` }, `Words.\n${DIFF}`)];
}

function revert(id: string, minute: number, title: string): readonly Uint8Array[] {
  const subject = { From: BOB, Subject: `[PATCH] Revert "${title}"` };
  return [writeMail(id, { ...at(minute), ...subject }, `It is wrong.\n\nCc: ${ANN}\n${BACK}`)];
}

/** What a reader sees of the page of a series, blanks collapsed, and the line on reverts. */
async function page(id: string): Promise<{ readonly line: string; readonly words: string }> {
  const request = new Request(`http://docket.example/series/${id}@hostile.example`);
  const response = await getSeries(request, { params: Promise.resolve({ msgid: `${id}@hostile.example` }) });
  const html = await response.text();
  const text = (part: string): string =>
    part
      .replace(/<(?!a |\/a)[^>]*>/g, ' ')
      .replaceAll('&quot;', '"')
      .replace(/\s+/g, ' ');
  return {
    line: text(/<ul class="chain-links reverts">.*?<\/ul>/s.exec(html)?.[0] ?? '').trim(),
    words: text(html),
  };
}

test('the page of what was reverted says by what, when and in which words', async () => {
  const { line, words } = await page('taken');
  expect(words).toContain('changes requested');
  expect(line).toMatch(
    /^reverted by <a href="\/series\/back@hostile.example"> ?v1 Revert "pump: start the motor before the valve" ?<\/a>/,
  );
  expect(line).toMatch(
    /Queued up for 6\.12\. <a href="\/fixes\/tookback@hostile.example\/"> Max Orr , 2024-07-18 10:20/,
  );
});

test('the page of the revert says what it reverts', async () => {
  expect((await page('back')).line).toMatch(
    /^reverts <a href="\/series\/taken@hostile.example"> ?v1 pump: start the motor .*<\/a>.*Queued up for 6\.12\./,
  );
  expect((await page('asking')).line).toMatch(
    /^reverts <a href="\/series\/asked@hostile.example"> ?v1 pump: count the turns of the valve ?<\/a>$/,
  );
});

test('a revert that nobody took is only proposed', async () => {
  const { line } = await page('asked');
  expect(line).toMatch(
    /^a patch to revert it: <a href="\/series\/asking@hostile.example">v1 Revert ".*" ?<\/a> ‖ stalled$/,
  );
  expect(line).not.toContain('reverted by');
});

test('the terminal says the same', async () => {
  const stdout = await archive.docket('show', 'series', 'taken@hostile.example');
  expect(stdout).toContain(
    '2024-07-18 10:20 reverted by Revert "pump: start the motor before the valve"\n  Queued up for 6.12.\n',
  );
  expect(await archive.docket('show', 'series', 'back@hostile.example')).toContain(
    'reverts pump: start the motor before the valve\n',
  );
  const json = await archive.docket('show', 'series', 'taken@hostile.example', '--json');
  expect(JSON.parse(json).revertedBy).toMatchObject([
    {
      series: { id: 'back@hostile.example' },
      patches: [1],
      message: { messageId: 'tookback@hostile.example' },
    },
  ]);
});

test('who may not see the list of the revert is told nothing of it', async () => {
  await runWrite((write) => savePrivacy(write, 'fixes', true));
  forgetPrivateLists();
  const { line, words } = await page('taken');
  expect(line).toBe('');
  expect(words).not.toMatch(/Revert|Queued|6\.12/);
  await runWrite((write) => savePrivacy(write, 'fixes', false));
  forgetPrivateLists();
});

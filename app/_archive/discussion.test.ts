import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Discussion, discussionsOf } from '@/app/_archive/discussion.ts';
import { openTestDocket, type TestDocket } from '@/ingest/hostile/test-docket.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import { loadSeries } from '@/lib/store/series/series.ts';
import { loadReview } from '@/lib/store/series/series-review.ts';
import { loadThread } from '@/lib/store/thread.ts';

/** A series page whose series has several threads, from mail through the database. */
let archive: TestDocket;
beforeAll(async () => {
  archive = await openTestDocket();
});
afterAll(() => archive.close());

const REVIEWER = { From: 'Rob <rob@hostile.example>' };
const at = (minute: number): string => `Thu, 18 Jul 2024 10:${String(minute).padStart(2, '0')}:00 +0000`;

function patch(name: string, n: number, cites: string | null = null): Buffer {
  const diff = [n, n + 10].map(
    (line) => `@@ -${line},2 +${line},2 @@\n context_${n}\n-old_${line}\n+new_${line}\n`,
  );
  return writeMail(
    `${name}-${n}`,
    {
      Subject: `[PATCH ${n}/3] change part ${n} of ${name}`,
      Date: at(n),
      'In-Reply-To': cites === null ? null : `<${cites}@hostile.example>`,
    },
    `why\n---\ndiff --git a/part${n}.c b/part${n}.c\n--- a/part${n}.c\n+++ b/part${n}.c\n${diff.join('')}`,
  );
}

function answer(name: string, to: string, minute: number, words: string): Buffer {
  return writeMail(
    name,
    { ...REVIEWER, Subject: 'Re: patch', Date: at(minute), 'In-Reply-To': `<${to}@hostile.example>` },
    words,
  );
}

async function discussed(id: string): Promise<readonly string[]> {
  const page = await loadSeries(`${id}@hostile.example`);
  const rows = page === null ? [] : discussionsOf(page, 'hostile');
  return rows.map(({ n, rows: said }: Discussion) => `${n}: ${said.map(toText).join(', ')}`);
}

const toText = ({ depth, messageId }: Discussion['rows'][number]): string =>
  `${'>'.repeat(depth)}${messageId.replace('@hostile.example', '')}`;

test('a series that was mailed without threading shows what was said in each of its threads', async () => {
  await archive.ingest('hostile', [
    ...[1, 2, 3].map((n) => patch('loose', n)),
    answer('on-1', 'loose-1', 20, '> +new_1\nPlease rename new_1 here.\n'),
    answer('on-3', 'loose-3', 21, '> +new_3\nPlease test this with quota.\n'),
    answer('below-3', 'on-3', 22, 'I agree with that.\n'),
  ]);
  const roots = await Promise.all([1, 2, 3].map((n) => loadThread('hostile', `loose-${n}@hostile.example`)));
  expect(new Set(roots.map((thread) => thread?.id)).size).toBe(3);
  expect(await discussed('loose-1')).toEqual(['1: on-1', '2: ', '3: on-3, >below-3']);
  // Whichever patch the address names, the page is the same.
  expect(await discussed('loose-3')).toEqual(await discussed('loose-1'));
  const page = await loadSeries('loose-1@hostile.example');
  expect(page?.series).toMatchObject({ total: 3, replies: 3, state: 'changes-requested' });
  const review = page === null ? null : await loadReview(page);
  expect(review?.points.map(({ comment }) => `${comment.file} ${comment.messageId.split('@')[0]}`)).toEqual([
    'part1.c on-1',
    'part3.c on-3',
  ]);
});

test('a threaded one still shows what stands below its own members only', async () => {
  await archive.ingest('hostile', [
    // An hour before it: a minute before it would be a cover written by hand (docs/series.md).
    writeMail('talk', { Subject: 'before it', Date: 'Thu, 18 Jul 2024 09:01:00 +0000' }),
    patch('tied', 1, 'talk'),
    ...[2, 3].map((n) => patch('tied', n, 'tied-1')),
    answer('on-talk', 'talk', 30, 'Not about the series.\n'),
    answer('on-2', 'tied-2', 31, 'Is this needed?\n'),
  ]);
  expect(await discussed('tied-1')).toEqual(['1: ', '2: on-2', '3: ']);
});

test('the next version that was sent as an answer is no part of what was said of this one', async () => {
  const again = [1, 2, 3].map((n) => {
    const text = patch('again', n, n === 1 ? 'asked' : 'again-1').toString();
    return Buffer.from(text.replace(`[PATCH ${n}/3]`, `[PATCH v2 ${n}/3]`));
  });
  await archive.ingest('hostile', [
    ...[1, 2, 3].map((n) => patch('once', n, n === 1 ? null : 'once-1')),
    answer('asked', 'once-1', 20, 'Will you send it again?\n'),
    ...again,
    answer('on-again', 'again-2', 40, 'This is better.\n'),
  ]);
  expect(await discussed('once-1')).toEqual(['1: asked', '2: ', '3: ']);
  expect(await discussed('again-1')).toEqual(['1: ', '2: on-again', '3: ']);
});

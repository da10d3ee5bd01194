import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { openCount } from '@/app/_design/sections.tsx';
import { corpusPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import { openTestDocket } from '@/ingest/hostile/test-docket.ts';
import { type Fields, writeMail } from '@/ingest/hostile/write-mail.ts';
import { rebuttalsAmong } from '@/lib/design/rebuttal.ts';
import { type DesignState, stateOf } from '@/lib/design/state.ts';
import { testItem } from '@/lib/design/test-designs.ts';
import { loadAttention } from '@/lib/store/design/attention.ts';
import { loadDesigns } from '@/lib/store/design/design-list.ts';
import { judgedSeriesOf, loadDesignAsSaid } from '@/lib/store/judge/judged-design.ts';

/** Lists of designs and the page of each have the same numbers, and in none who answers an objection adds one. */

const ANN = 'Ann Author <ann@example.org>';
const BEN = 'Ben Reviewer <ben@example.org>';

const COVER = `This series caches the handle of each device for the whole life of the mount.

Ann
`;
const REVIEW = `On Thu, 18 Jul 2024, Ann Author wrote:
> This series caches the handle of each device for the whole life of the mount.

NAK. I don't think that can work: the handle pins the device, so it can never be removed safely.

Ben
`;
const DEFENCE = `On Fri, 19 Jul 2024, Ben Reviewer wrote:
> NAK. I don't think that can work: the handle pins the device, so it can never be removed safely.

No, I disagree. That is not a problem, because removal revokes all handles first, so nothing is pinned.

Ann
`;

const SUBJECT = '[PATCH] frob: cache the handle of each device';

const MAILS = [
  mail('cover', { ...of(ANN, 18), Subject: SUBJECT }, COVER),
  mail('review', { ...of(BEN, 19), ...answer('cover') }, REVIEW),
  mail('defence', { ...of(ANN, 20), ...answer('review') }, DEFENCE),
];

beforeAll(async () => {
  const archive = await openTestDocket();
  await archive.ingest('devel', MAILS);
  const threads = withoutCorpus
    ? []
    : ['threads/t094.mbox.gz', 'threads/t115.mbox.gz', 'threads/t138.mbox.gz'];
  const real = threads.map((path) => gunzipSync(readFileSync(corpusPath(path))).toString('latin1'));
  await archive.ingest('real', real.join(''));
  await archive.docket('derive');
  return archive.close;
}, 240_000);

function mail(id: string, fields: Fields, body: string): Uint8Array {
  return writeMail(id, { 'Message-ID': `<${id}@x>`, ...fields }, body);
}

function of(from: string, day: number): Fields {
  return { From: from, Date: `${day} Jul 2024 10:00:00 +0000` };
}

function answer(id: string): Fields {
  return { Subject: `Re: ${SUBJECT}`, 'In-Reply-To': `<${id}@x>` };
}

async function stateOfThread(id: string): Promise<DesignState> {
  const loaded = await loadDesignAsSaid(id, null);
  if (loaded === null) throw new Error(`no design ${id}`);
  return stateOf(loaded.judged, judgedSeriesOf(loaded, null));
}

const ALL = { list: null, state: null, turn: null, sort: 'moved' } as const;

test('who defends what he posted adds no objection, on the page, in lists and among what waits for him', async () => {
  const state = await stateOfThread('cover@x');
  expect(state.objections.map(({ by }) => by.name)).toEqual(['Ben Reviewer', 'Ann Author']);
  expect(rebuttalsAmong(state.objections).size).toBe(1);
  expect(state.counts.openObjections).toBe(1);
  const page = await loadDesigns(ALL, { now: 0, most: 20 });
  expect(page?.rows.find(({ id }) => id === 'cover@x')?.openObjections).toBe(1);
  expect((await loadAttention(['ann@example.org'])).theirs).toEqual([]);
  expect((await loadAttention(['ben@example.org'])).theirs).toHaveLength(1);
});

test('every design has the numbers in lists that its page has', async () => {
  const page = await loadDesigns(ALL, { now: 0, most: 20 });
  let rebuttals = 0;
  for (const row of page?.rows ?? []) {
    const { counts, objections } = await stateOfThread(row.id);
    rebuttals += rebuttalsAmong(objections).size;
    const { openObjections, blockingObjections, openQuestions, openActions } = row;
    expect({ openObjections, blockingObjections, openQuestions, openActions }, row.name).toEqual({
      openObjections: counts.openObjections,
      blockingObjections: counts.blockingObjections,
      openQuestions: counts.openQuestions,
      openActions: counts.openActions,
    });
  }
  expect(rebuttals).toBeGreaterThan(withoutCorpus ? 0 : 5);
});

test('the heading above objections counts those that were answered, as the sentence does', () => {
  const answered = testItem(2, 'objection', [[2, 'answered']]);
  expect(openCount([answered, testItem(3, 'objection', [[3, 'resolved']])], null)).toBe('1 open of 2');
  expect(openCount([testItem(4, 'question', [[4, 'answered']])], null)).toBe('0 open of 1');
});

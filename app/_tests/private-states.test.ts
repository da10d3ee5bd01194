import { beforeAll, expect, test } from 'vitest';
import { type Mail, mbox } from '@/app/_tests/test-private-list-mails.ts';
import { createSend, loadRoutes, type Send } from '@/app/_tests/test-site.ts';
import { openPrivateArchive } from '@/ingest/hostile/test-private-archive.ts';
import { privacyChanged, savePrivacy } from '@/lib/store/account/list-row.ts';
import { queryRows, sql } from '@/lib/store/database/prisma.ts';
import { judgedSeriesOf, loadJudgedDesign } from '@/lib/store/judge/judged-design.ts';
import { settleJudged } from '@/lib/store/judge/settle-judged.ts';
import { withoutLists } from '@/lib/store/visibility.ts';
import { runWrite } from '@/lib/store/write.ts';

/** The state of a series is for everybody what follows from the mail he may see, whichever mail it is. */

const ANN = 'Ann Author <ann@example.org>';
const BOB = 'Bob Maker <bob@example.org>';
const CAT = 'Cat Other <cat@example.org>';
const DIFF =
  '---\n a.c | 1 +\n\ndiff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1 +1,2 @@\n int a;\n+int b;\n';

/** Who says what, and to which patch where there are two. */
type Said = readonly [from: string, words: string, to?: 1 | 2];
type Case = {
  /** By public mail alone, and by all. */
  readonly open: string;
  readonly all: string;
  readonly patches?: 2;
  readonly said: readonly Said[];
  readonly hidden: Said;
  /** A v2 is posted before the hidden mail. */
  readonly second?: true;
};

const CASES: Readonly<Record<string, Case>> = {
  new: { open: 'new', all: 'accepted', said: [], hidden: [BOB, 'Applied, thanks.'] },
  partly: {
    open: 'under-review',
    all: 'accepted',
    patches: 2,
    said: [[BOB, 'Applied, thanks.', 2]],
    hidden: [BOB, 'Applied, thanks.', 1],
  },
  asked: {
    open: 'changes-requested',
    all: 'under-review',
    said: [[BOB, 'Please add a comment.']],
    hidden: [BOB, 'Looks good to me.'],
  },
  promised: {
    open: 'waiting-on-author',
    all: 'changes-requested',
    said: [[ANN, "I'll add a test."]],
    hidden: [CAT, 'Please split this.'],
  },
  reviewed: {
    open: 'reviewed',
    all: 'changes-requested',
    said: [[BOB, `Reviewed-by: ${BOB}`]],
    hidden: [CAT, 'Please split this.'],
  },
  halfway: {
    open: 'under-review',
    all: 'reviewed',
    patches: 2,
    said: [[BOB, `Reviewed-by: ${BOB}`, 2]],
    hidden: [CAT, `Reviewed-by: ${CAT}`, 1],
  },
  taken: {
    open: 'accepted',
    all: 'changes-requested',
    said: [[BOB, 'Applied, thanks.']],
    hidden: [BOB, 'Dropped again.'],
  },
  second: { open: 'superseded', all: 'accepted', second: true, said: [], hidden: [BOB, 'Applied, thanks.'] },
  refused: {
    open: 'rejected',
    all: 'under-review',
    said: [[BOB, 'NAK, this is racy.']],
    hidden: [BOB, 'Looks good to me.'],
  },
  back: {
    open: 'withdrawn',
    all: 'accepted',
    said: [[ANN, 'Please ignore this patch.']],
    hidden: [BOB, 'Applied, thanks.'],
  },
};

function mailsOf(name: string, { patches, said, hidden, second }: Case): { open: Mail[]; secret: Mail } {
  const title = `${name} the ${name}`;
  const post = (id: string, subject: string, minute: number, answers?: string): Mail => ({
    ...{
      id: `${id}@x`,
      from: ANN,
      subject,
      minute,
      body: `Words.\n\n${DIFF.replace('b', id.replace(/\W/g, ''))}`,
    },
    ...(answers === undefined ? {} : { answers: `${answers}@x` }),
  });
  const answer = ([from, words, to]: Said, id: string, minute: number): Mail => ({
    id: `${id}@x`,
    from,
    subject: `Re: ${title}`,
    minute,
    body: `${words}\n`,
    answers: to === 2 ? `${name}-2@x` : `${name}@x`,
  });
  const posted =
    patches === 2
      ? [post(name, `[PATCH 1/2] ${title}`, 0), post(`${name}-2`, `[PATCH 2/2] ${title} more`, 1, name)]
      : [post(name, `[PATCH] ${title}`, 0)];
  const later = second === true ? [post(`${name}-v2`, `[PATCH v2] ${title}`, 5)] : [];
  const answers = said.map((one, index) => answer(one, `${name}-said-${index}`, 2 + index));
  // In part before what was said in public, so that the last word, which causes the state, is public.
  const at = patches === 2 ? 2 : 9;
  const open = patches === 2 ? answers.map((mail) => ({ ...mail, minute: 8 })) : answers;
  return { open: [...posted, ...open, ...later], secret: answer(hidden, `${name}-hidden`, at) };
}

let send: Send;

beforeAll(async () => {
  const mails = Object.entries(CASES).map(([name, one]) => mailsOf(name, one));
  const archive = await openPrivateArchive({
    open: mbox(mails.flatMap(({ open }) => open)),
    secret: mbox(mails.map(({ secret }) => secret)),
  });
  send = createSend(await loadRoutes());
  return archive.close;
}, 240_000);

const expected = (which: 'open' | 'all'): Record<string, string> =>
  Object.fromEntries(Object.entries(CASES).map(([name, one]) => [name, one[which]]));

async function statesOf(
  table: 'series' | 'series_now',
  hidden: readonly string[],
): Promise<Record<string, string>> {
  const rows = await withoutLists(hidden, () =>
    queryRows<{ readonly id: string; readonly state: string }>(
      table === 'series'
        ? sql`SELECT id, state FROM derived.series`
        : sql`SELECT id, state FROM derived.series_now`,
    ),
  );
  const states = new Map(rows.map(({ id, state }) => [id, state]));
  return Object.fromEntries(Object.keys(CASES).map((name) => [name, states.get(`${name}@x`) ?? 'none']));
}

test('there is a case for every state', () => {
  expect(new Set(Object.values(CASES).map(({ open }) => open)).size).toBe(9);
});

test('until rows are made for who sees less, no state is shown that hidden mail had a part in', async () => {
  expect(await statesOf('series', [])).toEqual(expected('all'));
  const shown = await statesOf('series', ['secret']);
  for (const [name, { open }] of Object.entries(CASES)) expect(['new', open], name).toContain(shown[name]);
});

test('lists and pages show what follows from public mail', async () => {
  await settleJudged();
  expect(await statesOf('series_now', ['secret'])).toEqual(expected('open'));
  expect(await statesOf('series_now', [])).toEqual(expected('all'));
  for (const [name, { open }] of Object.entries(CASES)) {
    const html = await (await send(`/series/${name}@x`, {})).text();
    expect(html, name).toContain(open.replaceAll('-', ' '));
    const loaded = await withoutLists(['secret'], () => loadJudgedDesign(`${name}@x`, null));
    const series = loaded === null ? [] : judgedSeriesOf(loaded, null);
    expect(series.find(({ id }) => id === `${name}@x`)?.reason.state, name).toBe(open);
  }
});

test('a list that becomes public or private changes the states with it', async () => {
  const set = async (isPrivate: boolean): Promise<void> => {
    await runWrite((write) => savePrivacy(write, 'secret', isPrivate));
    privacyChanged();
    await settleJudged();
  };
  await set(false);
  const [count] = await queryRows<{ readonly n: number }>(
    sql`SELECT count(*)::int AS n FROM derived.judged_design`,
  );
  expect(count?.n).toBe(0);
  await set(true);
  expect(await statesOf('series_now', ['secret'])).toEqual(expected('open'));
});

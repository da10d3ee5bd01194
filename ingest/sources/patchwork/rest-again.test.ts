import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createParsePool } from '@/ingest/parse/pool.ts';
import { PROJECT, readOn, series, WHOLE } from './test-series.ts';
import { type Routes, startTestSite, type TestSite } from './test-site.ts';

/** A series that was read before: what is asked of the site the second time. */
const pool = createParsePool();
let site: TestSite;
let routes: Routes = () => null;

beforeAll(async () => {
  site = await startTestSite(() => routes);
});
afterAll(async () => {
  await Promise.all([site.close(), pool.close()]);
});
beforeEach(() => {
  site.takeAsked();
});

type Event = {
  readonly id: number;
  readonly category: string;
  readonly patch?: number;
  readonly cover?: number;
};

/** The events of the project, newest first, a page of two each, below what `series` answers. */
function withEvents(events: readonly Event[], below: Routes = series): Routes {
  return (path, asked) => {
    const url = new URL(path, site.root);
    if (url.pathname !== '/1.3/events/') return below(path, asked);
    const since = Number(/T00:00:(\d\d)/.exec(url.searchParams.get('since') ?? 'T00:00:00')?.[1]);
    const wanted = events.filter(({ id }) => id >= since);
    const page = Number(url.searchParams.get('page') ?? 1);
    const body = wanted.slice(page * 2 - 2, page * 2).map(({ id, category, patch, cover }) => ({
      id,
      category,
      date: `2024-07-18T00:00:${String(id).padStart(2, '0')}`,
      payload: { patch: patch && { id: patch }, cover: cover && { id: cover } },
    }));
    url.searchParams.set('page', String(page + 1));
    const next = `<${site.root}api${url.pathname}${url.search}>; rel="next"`;
    return { body, ...(wanted.length > page * 2 ? { link: next } : {}) };
  };
}

const whole: Routes = (path, asked) => {
  const answer = series(path, asked);
  if (path !== 'series/5/' || answer === null || answer === 'endless') return answer;
  return { body: { ...(answer.body as object), received_all: true } };
};

test('an unchanged series costs one request, and of another one only what got words is read', async () => {
  routes = withEvents([{ id: 1, category: 'patch-created', patch: 12 }], whole);
  const first = await readOn({ site, pool }, 'series/5/mbox/', null);
  expect(first.lines).toEqual(WHOLE);
  site.takeAsked();
  const second = await readOn({ site, pool }, 'series/5/mbox/', first.seal);
  expect(second).toEqual({ lines: ['unchanged'], seal: first.seal });
  expect(site.takeAsked()).toEqual(['1.3/events/?project=xfs&since=2024-07-18T00%3A00%3A01']);
  // What others get, and what machines say of ours, is nothing to read.
  const noise = [
    { id: 4, category: 'check-created', patch: 11 },
    { id: 3, category: 'patch-comment-created', patch: 99 },
    { id: 2, category: 'patch-state-changed', patch: 12 },
    { id: 1, category: 'patch-created', patch: 12 },
  ];
  routes = withEvents(noise, whole);
  const third = await readOn({ site, pool }, 'series/5/mbox/', second.seal);
  expect(third.lines).toEqual(['unchanged']);
  expect(third.seal).toMatchObject({ event: 4, since: '2024-07-18T00:00:04' });
  routes = withEvents([{ id: 5, category: 'patch-comment-created', patch: 11 }, ...noise], whole);
  const fourth = await readOn({ site, pool }, 'series/5/mbox/', third.seal);
  expect(fourth.lines).toEqual(['p1 <- cover', 'r3 <- p1']);
  expect((await readOn({ site, pool }, 'series/5/mbox/', fourth.seal)).lines).toEqual(['unchanged']);
});

test('parts that come later are seen, and a site that tells nothing is read anew', async () => {
  const events = [{ id: 1, category: 'patch-created', patch: 11 }];
  const partial: Routes = (path, asked) =>
    path === 'series/5/'
      ? { body: { id: 5, project: PROJECT, cover_letter: { id: 10 }, patches: [{ id: 11 }] } }
      : series(path, asked);
  routes = withEvents(events, partial);
  const first = await readOn({ site, pool }, 'series/5/mbox/', null);
  expect(first.lines).toEqual(WHOLE.slice(0, 5));
  expect((await readOn({ site, pool }, 'series/5/mbox/', first.seal)).lines).toEqual(['unchanged']);
  routes = withEvents(events, whole);
  expect((await readOn({ site, pool }, 'series/5/mbox/', first.seal)).lines).toEqual(['p2 <- cover']);
  // No events any more, more of them than is worth looking through, a seal of something else.
  for (const [told, seal] of [
    [[], first.seal],
    [
      Array.from({ length: 400 }, (_, n) => ({ id: 400 - n, category: 'check-created', patch: 11 })),
      first.seal,
    ],
    [events, { etag: 'x' }],
  ] as const) {
    routes = withEvents(told, whole);
    expect((await readOn({ site, pool }, 'series/5/mbox/', seal)).lines).toEqual(WHOLE);
  }
  routes = whole;
  expect(await readOn({ site, pool }, 'series/5/mbox/', null)).toEqual({ lines: WHOLE, seal: null });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSend, loadRoutes, makeAccount, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { openTestDocket, type TestDocket } from '@/ingest/hostile/test-docket.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import { savePrivacy } from '@/lib/store/account/list-row.ts';
import { forgetPrivateLists } from '@/lib/store/visibility.ts';
import { runWrite } from '@/lib/store/write.ts';

/** What may be the next version of something, on the page of its list: seen by all, answered by its maintainers. */
let archive: TestDocket;
let send: Send;
let ann: TestAccount;
let carl: TestAccount;

const DIFF = '---\ndiff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-old();\n+new();\n';
/** What fills a page, and some more. */
const MANY = 53;

function posting(id: string, { by, day, title, version = '' }: Posted): Uint8Array {
  const sent = `${String(day).padStart(2, '0')} Jul 2024 10:00:00 +0000`;
  const Subject = `[PATCH${version}] ${title}`;
  const From = `${by} <${by.toLowerCase()}@people.example>`;
  return writeMail(id, { Date: sent, Subject, From, 'List-Id': null }, `${id}.\n${DIFF.replace('new', id)}`);
}
type Posted = {
  readonly by: string;
  readonly day: number;
  readonly title: string;
  readonly version?: string;
};

/** A posting, and under the same name one by somebody else: a guess. */
function pair(name: string, day: number): readonly [earlier: Uint8Array, later: Uint8Array] {
  const title = `tree: keep the ${name} when it is split`;
  return [
    posting(`${name}1`, { by: 'Dora', day, title }),
    posting(`${name}2`, { by: 'Emil', day: day + 1, title, version: ' v2' }),
  ];
}

/** A guess of two postings that have a cover and a patch each. */
function sprouts(): readonly Uint8Array[] {
  return ['Dora', 'Emil'].flatMap((by, index) => {
    const cover = `sprouts${index + 1}`;
    const fields = {
      Date: `0${index + 1} Jul 2024 10:00:00 +0000`,
      From: `${by} <${by}@people.example>`,
      'List-Id': null,
    };
    const label = (n: number): string => `[PATCH${index === 0 ? '' : ' v2'} ${n}/1]`;
    const Subject = `${label(0)} tree: keep the sprouts when it is split`;
    const below = { Subject: `${label(1)} tree: part ${by}`, 'In-Reply-To': `<${cover}@hostile.example>` };
    return [
      writeMail(cover, { ...fields, Subject }, 'What it is for.\n'),
      writeMail(`${cover}part`, { ...fields, ...below }, `A part.\n${DIFF.replace('new', `${by}part`)}`),
    ];
  });
}

beforeAll(async () => {
  archive = await openTestDocket();
  const [seen, unseen] = [pair('seenone', 12), pair('unseenone', 14)];
  await archive.ingest('devel', [...pair('roots', 2), ...pair('leaves', 6), seen[0], unseen[1]]);
  await archive.ingest('secret', [seen[1], unseen[0]]);
  await archive.ingest(
    'many',
    Array.from({ length: MANY }, (_, n) => pair(`number${n}x`, 1 + (n % 20))).flat(),
  );
  await archive.ingest('parts', sprouts());
  await archive.docket('derive');
  await setPrivate(true);
  send = createSend(await loadRoutes());
  ann = await makeAccount({ roles: { devel: 'maintainer' } });
  carl = await makeAccount({ roles: { '*': 'commenter' } });
}, 240_000);
afterAll(() => archive.close());

async function setPrivate(isPrivate: boolean): Promise<void> {
  await runWrite((write) => savePrivacy(write, 'secret', isPrivate));
  forgetPrivateLists();
}

async function page(path: string, who: TestAccount | null = null): Promise<string> {
  const response = await send(path, { cookie: who?.cookie ?? null });
  expect(response.status, path).toBe(200);
  return response.text();
}

const PATH = '/devel/?show=doubtful';

/** The rows as they are read, without what buttons say. */
async function rows(path = PATH, who: TestAccount | null = null): Promise<readonly string[]> {
  const html = (await page(path, who)).replace(/<form.*?<\/form>/gs, '');
  return [...html.matchAll(/<li data-stop.*?<\/li>/gs)].map(([row]) =>
    row
      .replace(/<[^>]*>/g, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

/** Presses the button that this key presses in the row with these words. */
async function press(who: TestAccount, words: string, key: 'a' | 'x'): Promise<string | null> {
  const row = (await page(PATH, who)).split('<li ').find((part) => part.includes(words)) ?? '';
  const form = row.split('<form ').find((part) => part.includes(`data-press="${key}"`)) ?? '';
  const fields = Object.fromEntries(
    [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  const response = await send('/api/judgements', { form: fields, cookie: who.cookie });
  expect(response.status).toBe(303);
  return response.headers.get('location');
}

test('the list has its doubtful versions, newest first, with the reason', async () => {
  const found = await rows();
  expect(found).toHaveLength(2);
  expect(found[0]).toMatch(/^v2 tree: keep the leaves when it is split by Emil, 2024-07-07 10:00/);
  expect(found[0]).toMatch(
    /perhaps a new version of v1 tree: keep the leaves .* by Dora, 2024-07-06 10:00: same name, another author$/,
  );
  expect(found[1]).toMatch(/^v2 tree: keep the roots when it is split/);
  const html = await page(PATH);
  expect(html).toContain('href="/series/leaves2@hostile.example"');
  expect(html).toContain('href="/series/leaves1@hostile.example"');
});

test('who maintains the list finds the page and has buttons, nobody else', async () => {
  const link = 'href="/devel/?show=doubtful"';
  for (const who of [null, carl]) {
    expect(await page(PATH, who)).not.toContain('data-press');
    expect(await page('/devel/?show=series', who)).not.toContain(link);
  }
  expect(await page('/devel/?show=series', ann)).toContain(link);
  const html = await page(PATH, ann);
  expect(html.match(/data-press="a"/g)).toHaveLength(2);
  expect(html.match(/data-press="x"/g)).toHaveLength(2);
  // The keys work at once.
  expect(html.match(/<li data-stop="" class="at"/g)).toHaveLength(1);
  expect((await rows('/many/?show=doubtful', ann)).length).toBeGreaterThan(0);
  expect(await page('/many/?show=doubtful', ann)).not.toContain('data-press');
});

test('who may not see a list is shown no guess that has to do with it', async () => {
  for (const who of [null, ann]) {
    expect((await rows(PATH, who)).join()).not.toMatch(/seenone/);
    expect((await send('/secret/?show=doubtful', { cookie: who?.cookie ?? null })).status).toBe(404);
  }
  const reader = await makeAccount({ roles: { secret: 'reader', devel: 'maintainer' } });
  expect((await rows(PATH, reader))[0]).toMatch(/^v2 tree: keep the unseenone/);
  expect((await rows('/secret/?show=doubtful', reader)).join()).toMatch(/keep the seenone/);
  // To join two needs the role on the lists of both.
  expect((await page(PATH, reader)).match(/data-press="a"/g)).toHaveLength(2);
});

test('of all lists a maintainer has those that wait for an answer of theirs, everybody else has all', async () => {
  const all = '/all/?show=doubtful';
  expect(await page(PATH, ann)).toContain(`href="${all}"`);
  expect(await page(PATH)).not.toContain(`href="${all}"`);
  const both = await makeAccount({ roles: { devel: 'maintainer', many: 'maintainer' } });
  const keys = async (who: TestAccount | null): Promise<number> =>
    (await page(all, who)).match(/data-press="a"/g)?.length ?? 0;
  expect([(await rows(all, ann)).length, await keys(ann)]).toEqual([2, 2]);
  const shown = await rows(all, both);
  expect(shown.length).toBeGreaterThan(10);
  expect(await keys(both)).toBe(shown.length);
  expect(shown.join()).toMatch(/leaves/);
  expect([(await rows(all)).length > 10, await keys(null)]).toEqual([true, 0]);
  for (const who of [null, ann, both]) expect((await rows(all, who)).join()).not.toMatch(/seenone/);
});

test('a long list goes on where it ended: each guess once', async () => {
  const first = await page('/many/?show=doubtful');
  const older = /href="(\/many\/\?show=doubtful&amp;before=[^"]*)"/.exec(first)?.[1]?.replace('&amp;', '&');
  const all = [...(await rows('/many/?show=doubtful')), ...(await rows(older))];
  expect(new Set(all).size).toBe(MANY);
  expect(all).toHaveLength(MANY);
  expect(await page(older ?? '')).not.toContain('before=');
});

test('where the newest are all answered, the page goes on to older ones', async () => {
  const path = '/many/?show=doubtful';
  const mia = await makeAccount({ roles: { many: 'maintainer' } });
  const before = await rows(path);
  for (const row of (await page(path, mia)).split('<li data-stop').slice(1)) {
    const form = row.split('<form ').find((part) => part.includes('data-press="x"')) ?? '';
    const fields = Object.fromEntries(
      [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    );
    expect((await send('/api/judgements', { form: fields, cookie: mia.cookie })).status).toBe(303);
  }
  const after = await rows(path);
  expect(after).toHaveLength(MANY - before.length);
  expect(before.filter((row) => after.includes(row))).toEqual([]);
  expect(await page(path)).not.toContain('in doubt');
});

test('what was answered is gone from it, and comes again when that is taken back', async () => {
  expect(await press(ann, 'leaves', 'x')).toBe(PATH);
  expect((await rows()).join()).toMatch(/^v2 tree: keep the roots[^,]*/);
  const html = await page('/series/leaves2@hostile.example', ann);
  const undo = html.split('<form ').find((part) => part.includes('>take it back<')) ?? '';
  const fields = Object.fromEntries(
    [...undo.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  expect((await send('/api/judgements', { form: fields, cookie: ann.cookie })).status).toBe(303);
  expect(await rows()).toHaveLength(2);
  // What was said of the pair before is known to who says more of it.
  await press(ann, 'leaves', 'a');
  expect(await rows()).toHaveLength(1);
  await press(ann, 'roots', 'a');
  expect(await rows()).toEqual([]);
  expect(await page(PATH)).toContain('None is in doubt.');
});

test('whoever names a patch of the two has answered, too', async () => {
  const path = '/parts/?show=doubtful';
  const pia = await makeAccount({ roles: { parts: 'maintainer' } });
  expect((await rows(path)).join()).toMatch(/keep the sprouts/);
  const [earlier, later] = ['sprouts1part', 'sprouts2'].map((id) => `${id}@hostile.example`);
  const series = `/series/${later}`;
  expect(await page(series, pia)).toContain('perhaps a new version of');
  const form = {
    verb: 'cut',
    id: randomUUID(),
    onTop: '',
    earlier: earlier ?? '',
    later: later ?? '',
    back: series,
  };
  expect((await send('/api/judgements', { form, cookie: pia.cookie })).status).toBe(303);
  expect(await rows(path)).toEqual([]);
  const html = await page(series, pia);
  expect(html).not.toContain('perhaps a new version of');
  // What was said is told of the posting.
  expect(html).toMatch(/this is no next version of <a href="[^"]*sprouts1@hostile\.example">/);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { deriveEverything } from '@/ingest/derive/derive.ts';
import { mutatedMails, seedMails } from '@/ingest/hostile/mutated-mails.ts';
import { type HostileArchive, openHostileArchive } from '@/ingest/hostile/test-hostile-archive.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { findLinks } from '@/lib/view/mail/links.ts';
import { mailHtml } from '@/lib/view/mail/mail-html.ts';

/** reliability.md, point 2. All 20,000: bench/soak/mutations.ts. */
const COUNT = 2_000;
const SEED = 20_240_718;

const OUR_ELEMENTS =
  /<(?:span class="[a-z0-9]+"(?: data-lines="\d+")?|a href="https?:[^"<>]*" rel="[a-z ]+"|\/span|\/a|\/?[biu])>/g;

let archive: HostileArchive;
beforeAll(async () => {
  archive = await openHostileArchive();
});
afterAll(() => archive.close());

test('mutated mail is read without a lost thread, stored, derived, and shown in no elements but ours', async () => {
  const mails = [...mutatedMails(await seedMails(), SEED, COUNT)];
  const counts = await archive.ingest(mails);
  expect(counts.stored + counts.duplicates).toBe(COUNT);
  expect(counts.stored).toBeGreaterThan(COUNT * 0.8);
  const lost = await archive.sql`
    SELECT code, detail FROM derived.message_problem
    WHERE code = 'parse-timeout' OR (code = 'parse-failed' AND detail LIKE 'The parser%')`;
  expect([...lost]).toEqual([]);
  const rows = await archive.sql<{ body: string }[]>`SELECT body FROM derived.message`;
  for (const { body } of rows) {
    const html = mailHtml({ body, segments: splitSegments(body), links: findLinks(body) }, () => null);
    const inner = html.slice('<pre class="mail">\n'.length, -'</pre>'.length);
    const foreign = inner.replace(OUR_ELEMENTS, '');
    expect(foreign.includes('<')).toBe(false);
  }
  const before = await archive.digest();
  await deriveEverything(archive.sql, archive.pool, () => undefined);
  expect(await archive.digest()).toEqual(before);
});

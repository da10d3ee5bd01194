import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { corpusPath, goldPath, withoutCorpus } from '@/ingest/corpus-path.ts';
import { createMboxSplitter } from '@/lib/mail/mbox/mbox.ts';
import { parseEmail } from './parse-email.ts';

type Gold = { readonly messages?: readonly string[]; readonly bodyHash?: Readonly<Record<string, string>> };

const files = withoutCorpus ? [] : readdirSync(goldPath('')).filter((name) => /^[dt]\d+\.json$/.test(name));

test.skipIf(withoutCorpus)('32 labelled threads are there', () => {
  expect(files).toHaveLength(32);
});

/** sha-256 of every body in the thread, computed here and not taken from the parser. */
async function bodyHashes(thread: string): Promise<Record<string, string>> {
  const splitter = createMboxSplitter();
  const bytes = gunzipSync(readFileSync(corpusPath(`threads/${thread}.mbox.gz`)));
  const hashes: Record<string, string> = {};
  for (const { bytes: raw } of [...splitter.push(bytes), ...splitter.end()]) {
    const email = await parseEmail(raw);
    hashes[email.messageId] = createHash('sha256').update(email.body).digest('hex');
    expect(email.bodyHash).toBe(hashes[email.messageId]);
  }
  return hashes;
}

test.each(files)('bodies agree with %s', async (name) => {
  const gold = JSON.parse(readFileSync(goldPath(name), 'utf8')) as Gold;
  const expected = gold.bodyHash ?? {};
  expect(Object.keys(expected).sort()).toEqual([...(gold.messages ?? [])].sort());
  const actual = await bodyHashes(name.replace('.json', ''));
  const found = Object.fromEntries(Object.keys(expected).map((id) => [id, actual[id]]));
  expect(found).toEqual(expected);
});

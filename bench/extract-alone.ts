import { tmpdir } from 'node:os';
import { withParsePool } from '@/ingest/parse/with-pool.ts';
import { readSource } from '@/ingest/pipeline.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import { findDesigns } from '@/lib/design/designs.ts';
import { extractDesigns } from '@/lib/design/extract.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import { skeletonOf } from '@/lib/mail/skeleton.ts';
import { deriveArchive } from '@/lib/series/derive.ts';

/**
 * Segmentation and extraction of every message of a source, alone on one core. Started by extract.ts; reading the mail
 * and deriving threads and series are outside the clock. Prints the seconds.
 */
const path = process.argv[2] ?? '';
const emails = await withParsePool(async (pool) => {
  const source = await openSource(path, { list: null, cursor: null, home: tmpdir() });
  return (await readSource(pool, source, 'list')).messages.map(({ email }) => email);
});
const seen = new Set<string>();
const messages = emails.map((email, index): DesignMessage => {
  const firstOfId = !seen.has(email.messageId);
  seen.add(email.messageId);
  return { ...skeletonOf(email, { key: `m${index}`, firstOfId, lists: email.lists }), body: email.body };
});
const byKey = new Map(messages.map((message) => [message.key, message]));
const derived = deriveArchive(messages);
const designs = findDesigns(derived);
const startedAt = performance.now();
const before = process.cpuUsage();
let items = 0;
for (const design of extractDesigns(designs, derived, byKey, false)) items += design.items.length;
const seconds = (performance.now() - startedAt) / 1000;
const { user, system } = process.cpuUsage(before);
const cpuSeconds = (user + system) / 1e6;
const counts = { messages: messages.length, designs: designs.length, items };
process.stdout.write(`${JSON.stringify({ ...counts, seconds, cpuSeconds })}\n`);

import { tmpdir } from 'node:os';
import { withParsePool } from '@/ingest/parse/with-pool.ts';
import { readSource } from '@/ingest/pipeline/pipeline.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import { findDesigns } from '@/lib/design/designs.ts';
import { extractDesigns } from '@/lib/design/extract.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import { skeletonOf } from '@/lib/mail/skeleton.ts';
import { deriveArchive } from '@/lib/series/derive.ts';

/**
 * Segmentation and extraction of every message of a source, alone on one core. Started by extract.ts; reading the mail
 * and deriving threads and series are outside the clock. Prints the processor seconds of
 * each pass over the messages.
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
  return { body: email.body, ...skeletonOf(email, { key: `m${index}`, firstOfId, lists: email.lists }) };
});
const byKey = new Map(messages.map((message) => [message.key, message]));
const derived = deriveArchive(messages);
const designs = findDesigns(derived);
const passes: number[] = [];
let items = 0;
for (let pass = 0; pass < Number(process.argv[3] ?? 1); pass += 1) {
  const before = process.cpuUsage();
  for (const design of extractDesigns(designs, derived, byKey, false)) items += design.items.length;
  const { user, system } = process.cpuUsage(before);
  passes.push((user + system) / 1e6);
}
process.stdout.write(
  `${JSON.stringify({ messages: messages.length, designs: designs.length, items, passes })}\n`,
);

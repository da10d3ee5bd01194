import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withParsePool } from '@/ingest/parse/with-pool.ts';
import { readSource } from '@/ingest/pipeline.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import type { Email } from '@/lib/mail/email.ts';

/** Where a bundle is unpacked; an mbox needs no place. */
const MIRRORS = join(tmpdir(), 'docket-train');

export type LoadedThread = { readonly messages: readonly { readonly email: Email }[] };

/** The messages of one mbox file in the order of time. */
export async function loadThread(path: string): Promise<LoadedThread> {
  const source = await openSource(path, { list: null, cursor: null, home: MIRRORS });
  const { messages } = await withParsePool((pool) => readSource(pool, source, 'list'));
  const ordered = [...messages].sort(
    (a, b) =>
      (a.email.sentAt ?? 0) - (b.email.sentAt ?? 0) || (a.email.messageId < b.email.messageId ? -1 : 1),
  );
  return { messages: ordered };
}

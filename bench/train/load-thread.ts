import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withParsePool } from '@/ingest/parse/with-pool.ts';
import { readSource } from '@/ingest/pipeline/pipeline.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import { type Mails, readThreads } from './thread-source.ts';

/** Where a bundle is unpacked; an mbox needs no place. */
const MIRRORS = join(tmpdir(), 'docket-train');

export type LoadedThread = { readonly messages: Mails };

/** The messages of one mbox file in the order of time. */
export async function loadThread(path: string): Promise<LoadedThread> {
  const source = await openSource(path, { list: null, cursor: null, home: MIRRORS });
  const { messages } = await withParsePool((pool) => readSource(pool, source, 'list'));
  return { messages: inOrder(messages) };
}

/** The same of a labelled thread by its name, e.g. `t002` or `b001`. */
export async function loadNamedThread(name: string): Promise<LoadedThread> {
  return { messages: inOrder((await readThreads([name])).get(name) ?? []) };
}

function inOrder(mails: Mails): Mails {
  return [...mails].sort(
    (a, b) =>
      (a.email.sentAt ?? 0) - (b.email.sentAt ?? 0) || (a.email.messageId < b.email.messageId ? -1 : 1),
  );
}

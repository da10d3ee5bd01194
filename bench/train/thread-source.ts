import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { withParsePool } from '@/ingest/parse/with-pool.ts';
import { readSource } from '@/ingest/pipeline/pipeline.ts';
import { openSource } from '@/ingest/sources/open-source.ts';
import type { Email, MessageId } from '@/lib/mail/email.ts';

/** Where a bundle is unpacked; an mbox needs no place. */
const MIRRORS = join(tmpdir(), 'docket-train');

/** A thread of the corpus as an archive reader gets it, in the order of the source. */
export type Mails = readonly { readonly email: Email }[];

/** Archives of which single threads are labelled: letter and list of their names, path in the corpus. */
const ARCHIVES = [
  { letter: 'b', roots: 'bundle-threads.tsv', path: 'linux-xfs-2024q3.bundle' },
  { letter: 's', roots: 'saga-threads.tsv', path: 'zero-range/saga.mbox.gz' },
];

/**
 * Reads labelled threads by name: `d01` and `t002` are files of the corpus, `b001` (or `s01`) stands in
 * bundle-threads.tsv (saga-threads.tsv) with the message the thread starts from, and is that part of the bundle (the
 * saga) which answers it.
 */
export function readThreads(names: readonly string[]): Promise<ReadonlyMap<string, Mails>> {
  return withParsePool(async (pool) => {
    const read = async (path: string): Promise<Mails> => {
      const source = await openSource(path, { list: null, cursor: null, home: MIRRORS });
      return (await readSource(pool, source, 'list')).messages;
    };
    const found = new Map<string, Mails>();
    for (const { letter, roots, path } of ARCHIVES)
      if (names.some((name) => name.startsWith(letter)))
        for (const [name, mails] of threadsByRoot(roots, await read(corpusPath(path))))
          found.set(name, mails);
    for (const name of names)
      if (!found.has(name)) found.set(name, await read(corpusPath(`threads/${name}.mbox.gz`)));
    return found;
  });
}

function threadsByRoot(list: string, mails: Mails): ReadonlyMap<string, Mails> {
  const parents = new Map(mails.map(({ email }) => [email.messageId, email.inReplyTo]));
  const roots = new Map<MessageId, MessageId>();
  const rootOf = (id: MessageId): MessageId => {
    const seen = new Set<MessageId>();
    let at = id;
    for (;;) {
      seen.add(at);
      const parent = parents.get(at) ?? null;
      if (parent === null || !parents.has(parent) || seen.has(parent)) break;
      at = parent;
    }
    return at;
  };
  for (const { email } of mails) roots.set(email.messageId, rootOf(email.messageId));
  const lines = readFileSync(join(import.meta.dirname, list), 'utf8')
    .trim()
    .split('\n');
  return new Map(
    lines.map((line) => {
      const [name = '', root = ''] = line.split('\t');
      return [name, mails.filter(({ email }) => roots.get(email.messageId) === root)];
    }),
  );
}

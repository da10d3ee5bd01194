import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { corpusPath, withoutCorpus } from '@/ingest/corpus-path.ts';

/** What the archive of site.ts must show, read from the same files without database or pages. */

const ROOT = dirname(import.meta.dirname);
const FIXTURES = join(import.meta.dirname, 'fixtures');
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;

/** The thread Docket started from; only where there is a corpus. */
export const RFC_ID = '20240718130212.23905-1-bfoster@redhat.com';
export const RFC_THREAD = `/linux-xfs/${RFC_ID}/T/`;

export type Expected = {
  readonly messageId: string;
  readonly bodyHash: string;
  readonly lists: readonly string[];
  readonly threadId: string;
};

let expected: readonly Expected[] | null = null;

/** Every message of the archive, as `docket analyze` reports it: read once by each process that runs tests. */
export function expectedMessages(): readonly Expected[] {
  expected ??= sources().flatMap(analyzed);
  return expected;
}

function analyzed(source: string): readonly Expected[] {
  const output = execFileSync(
    process.execPath,
    [join(ROOT, 'ingest', 'docket.mjs'), 'analyze', source, '--json'],
    { maxBuffer: OUTPUT_BYTES_MAX, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const { messages } = JSON.parse(output.toString()) as { messages: readonly Expected[] };
  return messages;
}

/** The mbox entries of the archive by Message-ID, byte for byte. */
export function expectedEntries(): ReadonlyMap<string, string> {
  const entries = sources().flatMap((source) => {
    const bytes = readFileSync(source);
    const text = (source.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
    return text.split(/^(?=From mboxrd@z )/m);
  });
  // The last entry of a file may lack the empty line that ends the others.
  return new Map(entries.map((entry) => [idOf(entry), entry.endsWith('\n\n') ? entry : `${entry}\n`]));
}

function idOf(entry: string): string {
  const id = /^message-id:\s*<(.*)>\s*$/im.exec(entry)?.[1] ?? '';
  return Buffer.from(id, 'latin1').toString();
}

function sources(): readonly string[] {
  const fixtures = readdirSync(FIXTURES).map((name) => join(FIXTURES, name));
  return withoutCorpus ? fixtures : [...fixtures, corpusPath('zero-range/saga.mbox.gz')];
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The fragment of a message on a thread page. */
export function anchorOf(messageId: string): string {
  return `m${createHash('sha1').update(messageId).digest('hex')}`;
}

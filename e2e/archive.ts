import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { corpusPath } from '@/ingest/corpus-path.ts';

/** What `docket analyze` says of a message: the truth that pages are held against, made without a database. */
export type Analyzed = {
  readonly messageId: string;
  /** SHA-256 of the decoded body as UTF-8. */
  readonly bodyHash: string;
  readonly lists: readonly string[];
  readonly threadId: string;
};

const ROOT = dirname(import.meta.dirname);
const OUTPUT_BYTES_MAX = 1 << 28;

export function analyzeSaga(): readonly Analyzed[] {
  return analyze(corpusPath('zero-range/saga.mbox.gz'));
}

export function analyzeFixture(name: string): readonly Analyzed[] {
  return analyze(join(import.meta.dirname, 'fixtures', name));
}

function analyze(source: string): readonly Analyzed[] {
  const docket = join(ROOT, 'ingest', 'docket.mjs');
  const output = execFileSync(process.execPath, [docket, 'analyze', '--json', source], {
    maxBuffer: OUTPUT_BYTES_MAX,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const document: { readonly messages: readonly Analyzed[] } = JSON.parse(output.toString('utf8'));
  return document.messages;
}

/**
 * How far two annotators agree, by the measure that scores a model: `npx tsx bench/train/agreement.ts`. The second
 * annotator's labels (labels-second) take the place of the prediction; links and statuses are scored on matched items.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusPath } from '@/ingest/corpus-path.ts';

const FIRST = join(import.meta.dirname, 'labels');
const SECOND = join(import.meta.dirname, 'labels-second');

type Label = { readonly mid: string; readonly targets: readonly string[]; readonly [field: string]: unknown };

const folder = mkdtempSync(join(tmpdir(), 'docket-agreement-'));
const names = readdirSync(SECOND).filter((name) => name.endsWith('.json'));
for (const name of names) {
  const { items }: { items: readonly Label[] } = JSON.parse(readFileSync(join(SECOND, name), 'utf8'));
  const predicted = items.map((item) => ({
    ...item,
    messageId: item.mid,
    certain: false,
    targets: item.targets.map((id) => ({ id })),
  }));
  writeFileSync(join(folder, name), JSON.stringify({ items: predicted }));
}
const score = corpusPath(join('..', 'eval', 'score.mjs'));
const gold = names.map((name) => join(FIRST, name));
const runs = names.map((name) => join(folder, name));
const { status } = spawnSync(process.execPath, [score, ...gold, '--', ...runs], { stdio: 'inherit' });
rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;

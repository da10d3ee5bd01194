/**
 * Measures the extraction of moves by cross-validation and writes results.json and results.md: `npm run evaluate`.
 * Takes about half an hour; `--quick` holds eight groups of threads out instead of each gold thread.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusPath } from '@/ingest/corpus-path.ts';
import { movesBy } from '@/lib/design/moves/find-moves.ts';
import { fitModel, toModel, toTraining } from './fit.ts';
import { type LabelledThread, loadLabelled } from './labelled.ts';
import { bootstrap, certainFrom, confusion, figuresOf, type Judged, reliability, round } from './measure.ts';
import { type Results, toMarkdown } from './results.ts';

const isQuick = process.argv.includes('--quick');
const threads = await loadLabelled();
const training = new Map(threads.map((thread) => [thread, toTraining(thread)]));
const started = Date.now();
const say = (text: string): void =>
  void process.stderr.write(`${Math.round((Date.now() - started) / 1000)} s: ${text}\n`);

/** What a model says of some threads when it was fitted to others. */
function judge(
  tests: readonly LabelledThread[],
  from: readonly LabelledThread[],
  certain = 2,
): readonly Judged[] {
  const fitted = fitModel(from.flatMap((thread) => training.get(thread) ?? []));
  const model = toModel(fitted, certain);
  return tests.map((thread) => ({
    thread,
    predictions: movesBy(model, thread.threads)
      .filter(({ span }) => thread.labelled.has(span.messageId))
      .map(({ kind, span, confidence }) => ({
        kind,
        mid: span.messageId,
        start: span.start,
        end: span.end,
        confidence,
        certain: confidence >= certain,
      })),
  }));
}

function heldOut(groups: readonly (readonly LabelledThread[])[], what: string): readonly Judged[] {
  return groups.flatMap((group, index) => {
    const out = new Set(group.map(({ turn }) => turn));
    const judged = judge(
      group,
      threads.filter(({ turn }) => !out.has(turn)),
    );
    say(`${what} ${index + 1} of ${groups.length}`);
    return judged;
  });
}

function inGroups(all: readonly LabelledThread[], count: number): readonly (readonly LabelledThread[])[] {
  return Array.from({ length: count }, (_, group) => all.filter(({ turn }) => turn % count === group));
}

const gold = threads.filter((thread) => thread.gold);
const groups = heldOut(inGroups(threads, 8), 'group');
const from = certainFrom(groups.filter(({ thread }) => !thread.gold));
const inTurn = isQuick
  ? groups.filter(({ thread }) => thread.gold)
  : heldOut(
      gold.map((thread) => [thread]),
      'gold thread',
    );
const certain = inTurn.map(({ thread, predictions }) => ({
  thread,
  predictions: predictions.map((one) => ({ ...one, certain: one.confidence >= from })),
}));
const names = [...new Set(threads.map(({ list }) => list))].sort();
const lists = names.map((list) => {
  const judged = judge(
    threads.filter((thread) => thread.list === list),
    threads.filter((thread) => thread.list !== list),
  );
  say(`list ${list}`);
  return [list, figuresOf(judged)] as const;
});
const curve = [1 / 8, 1 / 4, 1 / 2, 1].map((share) => {
  // Not the first group, in which one design has sixteen threads.
  const tests = inGroups(threads, 8)[1] ?? [];
  const others = threads.filter((thread) => !tests.includes(thread));
  const some = others.filter((_, index) => Math.floor((index + 1) * share) > Math.floor(index * share));
  say(`curve ${share}`);
  return {
    threads: some.length,
    items: some.reduce((sum, thread) => sum + thread.items.length, 0),
    ...figuresOf(judge(tests, some)),
  };
});
const d01 = threads.filter(({ name }) => name === 'd01');
const results: Results = {
  commit: spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).stdout.trim(),
  labels: { threads: threads.length, items: threads.reduce((sum, { items }) => sum + items.length, 0) },
  inTurn: isQuick ? 'eight groups' : 'each gold thread',
  gold: { ...figuresOf(certain), interval: bootstrap(certain) },
  all: { ...figuresOf(groups), interval: bootstrap(groups) },
  lists: Object.fromEntries(lists),
  certain: { from: round(from), ...certainty(certain) },
  reliability: reliability(groups),
  confusion: confusion(groups),
  curve,
  d01: {
    without: figuresOf(certain.filter(({ thread }) => thread.name === 'd01')),
    with: figuresOf(judge(d01, threads)),
  },
  seconds: Math.round((Date.now() - started) / 1000),
};
writeFileSync(join(import.meta.dirname, 'results.json'), `${JSON.stringify(results, null, 1)}\n`);
writeFileSync(join(import.meta.dirname, 'results.md'), toMarkdown(results));
scoreByOwner(certain);

function certainty(judged: readonly Judged[]): { readonly share: number; readonly right: number } {
  const all = judged.flatMap(({ predictions }) => predictions);
  const sure = judged.map((one) => ({ ...one, predictions: one.predictions.filter((p) => p.certain) }));
  const count = sure.reduce((sum, { predictions }) => sum + predictions.length, 0);
  return { share: round(count / Math.max(1, all.length)), right: figuresOf(sure).precision };
}

/** The same by the measure the project is judged with; links and statuses are not in it. */
function scoreByOwner(judged: readonly Judged[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'docket-evaluate-'));
  mkdirSync(folder, { recursive: true });
  const runs = judged.map(({ thread, predictions }) => {
    const path = join(folder, `${thread.name}.json`);
    const items = predictions.map((one, index) => ({
      ...one,
      id: `p${index}`,
      messageId: one.mid,
      targets: [],
    }));
    writeFileSync(
      path,
      JSON.stringify({ items: items.map((one) => ({ ...one, id: `${thread.name} ${one.id}` })) }),
    );
    return path;
  });
  const score = corpusPath(join('..', 'eval', 'score.mjs'));
  const paths = judged.map(({ thread }) => thread.path);
  spawnSync(process.execPath, [score, ...paths, '--', ...runs], { stdio: 'inherit' });
  rmSync(folder, { recursive: true });
}

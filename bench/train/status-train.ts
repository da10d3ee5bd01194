/**
 * Fits the model of statuses on all labels and writes it: `npx tsx bench/train/status-train.ts`. With `--measure` it
 * writes nothing and prints how often the status of a labelled move is right, given the labelled moves and links and
 * with those the shipped models find, each thread held out: in eight folds by thread, and with one list in turn.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLabelled } from './labelled.ts';
import { type Fitted, fitStatus } from './status-fit.ts';
import { foundSamples, type StatusSample, statusSamples } from './status-samples.ts';

const FOLDS = 8;
const KINDS = ['proposal', 'objection', 'question', 'action'] as const;
const OUT = join(import.meta.dirname, '..', '..', 'lib', 'design', 'status', 'weights.json');

const threads = await loadLabelled();
const samples = statusSamples(threads);
// Moves and links are found with errors; a model that has seen those is surer about them.
const found = foundSamples(threads);
if (process.argv.includes('--measure')) measure();
else {
  const models = KINDS.map(
    (kind) => [kind, fitStatus([...samples, ...found].filter((one) => one.kind === kind))] as const,
  );
  writeFileSync(OUT, `${toText(models)}\n`);
  process.stdout.write(`${samples.length + found.length} statuses\n`);
}

function measure(): void {
  const lists = [...new Set(samples.map(({ list }) => list))].sort();
  const byThread = right((one) => `${one.turn % FOLDS}`);
  const byList = right((one) => one.list);
  for (const kind of KINDS) print(kind, (one) => one.kind === kind, byThread);
  print('all', () => true, byThread);
  for (const list of lists) print(`without ${list}`, (one) => one.list === list, byList);
}

function print(what: string, picks: (one: StatusSample) => boolean, hits: ReadonlySet<StatusSample>): void {
  const count = (among: readonly StatusSample[], isGold: boolean): string => {
    const all = among.filter((one) => one.gold === isGold && picks(one));
    const n = all.filter((one) => hits.has(one)).length;
    return all.length === 0 ? '-' : `${((100 * n) / all.length).toFixed(1)} of ${all.length}`;
  };
  process.stdout.write(
    `${what.padEnd(20)} given labels: ours ${count(samples, false)}, gold ${count(samples, true)}; ` +
      `found: ours ${count(found, false)}, gold ${count(found, true)}\n`,
  );
}

/** The samples whose status a model says right that was fitted without their group. */
function right(groupOf: (one: StatusSample) => string): ReadonlySet<StatusSample> {
  const hits = new Set<StatusSample>();
  for (const kind of KINDS) {
    const among = [...samples, ...found].filter((one) => one.kind === kind);
    for (const group of new Set(among.map(groupOf))) {
      const model = fitStatus(among.filter((one) => groupOf(one) !== group));
      for (const one of among) {
        if (groupOf(one) === group && predict(model, one.names) === one.status) hits.add(one);
      }
    }
  }
  return hits;
}

function predict({ statuses, weights }: Fitted, names: readonly string[]): string {
  const scores = statuses.map(() => 0);
  for (const name of new Set(names)) {
    weights[name]?.forEach((weight, i) => {
      scores[i] = (scores[i] ?? 0) + weight;
    });
  }
  return statuses[scores.indexOf(Math.max(...scores))] ?? 'open';
}

/** One line for each name, as Biome wants it, so that a change of the weights can be read. */
function toText(models: readonly (readonly [string, Fitted])[]): string {
  const kinds = models.map(([kind, { statuses, weights }]) => {
    const list = `[${statuses.map((one) => JSON.stringify(one)).join(', ')}]`;
    const names =
      list.length < 90 ? list : `[\n${statuses.map((one) => `      "${one}"`).join(',\n')}\n    ]`;
    const rows = Object.entries(weights).map(
      ([name, row]) => `      ${JSON.stringify(name)}: [${row.join(', ')}]`,
    );
    return `  "${kind}": {\n    "statuses": ${names},\n    "weights": {\n${rows.join(',\n')}\n    }\n  }`;
  });
  return `{\n${kinds.join(',\n')}\n}`;
}

/**
 * Fits the model of statuses on all labels and writes it: `npx tsx bench/train/status-train.ts`. With `--measure` it
 * writes nothing and prints how often the status of a labelled move is right, given the labelled moves and links, each
 * thread held out: in eight folds by thread, and with one list held out in turn.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLabelled } from './labelled.ts';
import { type Fitted, fitStatus } from './status-fit.ts';
import { type StatusSample, statusSamples } from './status-samples.ts';

const FOLDS = 8;
const KINDS = ['proposal', 'objection', 'question', 'action'] as const;
const OUT = join(import.meta.dirname, '..', '..', 'lib', 'design', 'status', 'weights.json');

const samples = statusSamples(await loadLabelled());
if (process.argv.includes('--measure')) measure();
else {
  const models = KINDS.map((kind) => [kind, fitStatus(samples.filter((one) => one.kind === kind))] as const);
  writeFileSync(OUT, `${toText(models)}\n`);
  process.stdout.write(`${samples.length} labelled statuses\n`);
}

function measure(): void {
  const lists = [...new Set(samples.map(({ list }) => list))].sort();
  const byThread = right((one) => `${one.thread % FOLDS}`);
  const byList = right((one) => one.list);
  const count = (among: readonly StatusSample[], hits: ReadonlySet<StatusSample>): string => {
    const n = among.filter((one) => hits.has(one)).length;
    return among.length === 0 ? '-' : `${((100 * n) / among.length).toFixed(1)} of ${among.length}`;
  };
  const print = (what: string, among: readonly StatusSample[], hits: ReadonlySet<StatusSample>): void => {
    const ours = among.filter(({ gold }) => !gold);
    const gold = among.filter((one) => one.gold);
    process.stdout.write(`${what.padEnd(24)} ours ${count(ours, hits)}, gold ${count(gold, hits)}\n`);
  };
  for (const kind of KINDS) {
    print(
      kind,
      samples.filter((one) => one.kind === kind),
      byThread,
    );
  }
  print('all', samples, byThread);
  for (const list of lists) {
    print(
      `without ${list}`,
      samples.filter((one) => one.list === list),
      byList,
    );
  }
}

/** The samples whose status a model says right that was fitted without their group. */
function right(groupOf: (one: StatusSample) => string): ReadonlySet<StatusSample> {
  const hits = new Set<StatusSample>();
  for (const kind of KINDS) {
    const among = samples.filter((one) => one.kind === kind);
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

/** One line for each name, so that a change of the weights can be read. */
function toText(models: readonly (readonly [string, Fitted])[]): string {
  const kinds = models.map(([kind, { statuses, weights }]) => {
    const rows = Object.entries(weights).map(
      ([name, row]) => `      ${JSON.stringify(name)}: ${JSON.stringify(row)}`,
    );
    return `  "${kind}": {\n    "statuses": ${JSON.stringify(statuses)},\n    "weights": {\n${rows.join(',\n')}\n    }\n  }`;
  });
  return `{\n${kinds.join(',\n')}\n}`;
}

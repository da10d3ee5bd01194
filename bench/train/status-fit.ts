/** Names seen less often tell nothing that holds elsewhere. */
const COUNT_MIN = 10;
/** Most weights are zero with this; chosen by cross-validation over our own labels, the gold left out. */
const L1 = 4;
const L2 = 4;
const ROUNDS = 25;
const STEP_MAX = 1;
/** Names of the intercept are not pulled to zero. */
const INTERCEPT = 'one';

export type FitSample = { readonly status: string; readonly names: readonly string[] };
export type Fitted = {
  readonly statuses: readonly string[];
  readonly weights: Readonly<Record<string, readonly number[]>>;
};

type Problem = {
  readonly names: readonly string[];
  /** For each name the samples that have it. */
  readonly columns: readonly (readonly number[])[];
  /** For each status, which samples have it. */
  readonly hits: readonly Uint8Array[];
  readonly weights: readonly Float64Array[];
  /** exp of the score of each sample, by status, and their sum. */
  readonly exps: readonly Float64Array[];
  readonly totals: Float64Array;
};

/** Multinomial logistic regression on names that are there or not, by coordinate descent; no randomness. */
export function fitStatus(samples: readonly FitSample[]): Fitted {
  const statuses = [...new Set(samples.map(({ status }) => status))].sort();
  const problem = setUp(samples, statuses);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let name = 0; name < problem.names.length; name += 1) {
      for (let status = 0; status < statuses.length; status += 1) {
        const isZero = problem.weights[status]?.[name] === 0;
        if (!isZero || round < 4 || round % 5 === 0) descend(problem, name, status);
      }
    }
  }
  const weights: Record<string, readonly number[]> = {};
  for (const [index, name] of problem.names.entries()) {
    const row = statuses.map((_, status) => Math.round((problem.weights[status]?.[index] ?? 0) * 100) / 100);
    if (row.some((weight) => weight !== 0)) weights[name] = row;
  }
  return { statuses, weights };
}

function setUp(samples: readonly FitSample[], statuses: readonly string[]): Problem {
  const columns = new Map<string, number[]>();
  for (const [index, { names }] of samples.entries()) {
    for (const name of new Set(names)) {
      const column = columns.get(name);
      if (column === undefined) columns.set(name, [index]);
      else column.push(index);
    }
  }
  const kept = [...columns]
    .filter(([, column]) => column.length >= COUNT_MIN)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    names: kept.map(([name]) => name),
    columns: kept.map(([, column]) => column),
    hits: statuses.map((status) => Uint8Array.from(samples, (one) => (one.status === status ? 1 : 0))),
    weights: statuses.map(() => new Float64Array(kept.length)),
    exps: statuses.map(() => new Float64Array(samples.length).fill(1)),
    totals: new Float64Array(samples.length).fill(statuses.length),
  };
}

/** One damped Newton step on one weight, with its share of the penalties. */
function descend(
  { names, columns, hits, weights, exps, totals }: Problem,
  name: number,
  status: number,
): void {
  const column = columns[name] as readonly number[];
  const [w, e, y] = [weights[status], exps[status], hits[status]] as [Float64Array, Float64Array, Uint8Array];
  const old = w[name] as number;
  const pull = names[name] === INTERCEPT ? 0 : 1;
  let slope = pull * L2 * old;
  let curve = pull * L2 + 0.01 * (1 + column.length);
  for (const i of column) {
    const p = (e[i] as number) / (totals[i] as number);
    slope += p - (y[i] as number);
    curve += p * (1 - p);
  }
  const free = old - slope / curve;
  const shrink = (pull * L1) / curve;
  const aim = free > shrink ? free - shrink : free < -shrink ? free + shrink : 0;
  const step = Math.max(-STEP_MAX, Math.min(STEP_MAX, aim - old));
  if (Math.abs(step) < 1e-6) return;
  w[name] = old + step;
  const factor = Math.exp(step);
  for (const i of column) {
    const before = e[i] as number;
    e[i] = before * factor;
    totals[i] = (totals[i] as number) + before * factor - before;
  }
}

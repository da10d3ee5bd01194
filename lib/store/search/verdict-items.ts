import { setImmediate } from 'node:timers/promises';
import { AppError } from '@/lib/base/app-error.ts';
import {
  type AttachedEvidence,
  KNOWN_MESSAGES,
  type SpokenItem,
  type StrategyVerdicts,
  strategyVerdicts,
  verdictsOfEvidence,
  verdictsOfItem,
  verdictsOfRun,
} from '@/lib/evidence/item-verdicts.ts';
import { runKey } from '@/lib/evidence/run.ts';
import type { Plan, StateTest } from '@/lib/search/plan.ts';
import type { Run } from '@/lib/sim/claim.ts';
import { queryRows, sql } from '@/lib/store/database/prisma.ts';

/** What people attach is looked at up to so many, the newest first: each may be a search of the model. */
const ATTACHED_MAX = 2_000;

/** The plan with the items that `verdict:` means in its place. Its words are of VERDICT_WORDS. */
export async function resolveVerdicts(plan: Plan): Promise<Plan> {
  return asksVerdict(plan) ? withItems(plan, await linkedItems()) : plan;
}

function asksVerdict(plan: Plan): boolean {
  switch (plan.kind) {
    case 'states':
      return plan.tests.some(({ field }) => field === 'verdict');
    case 'not':
      return asksVerdict(plan.part);
    case 'all':
    case 'any':
      return plan.parts.some(asksVerdict);
    default:
      return false;
  }
}

/** By a word of VERDICT_WORDS: items whose evidence has that verdict. */
type Linked = ReadonlyMap<string, ReadonlySet<string>>;

function withItems(plan: Plan, linked: Linked): Plan {
  switch (plan.kind) {
    case 'states':
      return { ...plan, tests: plan.tests.map((test) => itemsOf(test, linked)) };
    case 'not':
      return { ...plan, part: withItems(plan.part, linked) };
    case 'all':
    case 'any':
      return { ...plan, parts: plan.parts.map((part) => withItems(part, linked)) };
    default:
      return plan;
  }
}

function itemsOf(test: StateTest, linked: Linked): StateTest {
  if (test.field !== 'verdict') return test;
  return { kind: 'items', field: 'ids', ids: [...(linked.get(test.value) ?? [])] };
}

async function linkedItems(): Promise<Linked> {
  const linked = new Map<string, Set<string>>();
  const note = (id: string, verdicts: readonly string[]): void => {
    for (const verdict of verdicts) linked.set(verdict, (linked.get(verdict) ?? new Set()).add(id));
  };
  const strategies = await knownVerdicts();
  for (const { id, ...item } of await loadSpoken()) note(id, verdictsOfItem(item, strategies));
  const attached = new Map<string, readonly string[]>();
  for (const { id, evidence } of await loadAttached()) {
    const key = JSON.stringify(evidence);
    const verdicts = attached.get(key) ?? judged(evidence);
    attached.set(key, verdicts);
    note(id, verdicts);
  }
  return linked;
}

/** A key that somebody wrote by hand may have settings that no file system has. */
function judged(evidence: AttachedEvidence): readonly string[] {
  try {
    return verdictsOfEvidence(evidence, verdictsOfRunOnce);
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

/** By key, which says all that a result depends on: every search by verdict asks for every run that is attached. */
const runsMade = new Map<string, readonly string[]>();
const RUNS_MADE_MAX = 5_000;

function verdictsOfRunOnce(run: Run): readonly string[] {
  const key = runKey(run);
  const made = runsMade.get(key);
  if (made !== undefined) return made;
  const verdicts = verdictsOfRun(run);
  if (runsMade.size >= RUNS_MADE_MAX) runsMade.clear();
  runsMade.set(key, verdicts);
  return verdicts;
}

let known: Promise<StrategyVerdicts> | null = null;

/** Once a process: the model never changes while it runs. */
function knownVerdicts(): Promise<StrategyVerdicts> {
  known ??= findVerdicts();
  return known;
}

async function findVerdicts(): Promise<StrategyVerdicts> {
  const run = strategyVerdicts();
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}

async function loadSpoken(): Promise<readonly (SpokenItem & { readonly id: string })[]> {
  return queryRows(sql`
    SELECT i.id, i.kind, i.title, i.quote, i.message_id AS "messageId" FROM derived.item_now i
    WHERE i.message_id = ANY(${KNOWN_MESSAGES}::text[])`);
}

type Attached = {
  readonly id: string;
  readonly evidence: AttachedEvidence;
};

/** Evidence that people attached, in force. */
async function loadAttached(): Promise<readonly Attached[]> {
  return queryRows(sql`
    SELECT i.id, part.evidence FROM derived.item_now i
    CROSS JOIN LATERAL jsonb_array_elements(i.evidence) AS part (evidence)
    WHERE i.evidence <> '[]' ORDER BY i.at DESC, i.id LIMIT ${ATTACHED_MAX}`);
}

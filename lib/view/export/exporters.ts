import type { PlannedRun } from '@/lib/evidence/plan-run.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { parseScript } from '@/lib/sim/zero-range/language/parse-script.ts';
import { toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';
import { fstestScript } from '@/lib/view/export/fstest.ts';
import { fsxReplay } from '@/lib/view/export/fsx-replay.ts';
import type { Exported, ExportSubject } from '@/lib/view/export/subject.ts';

export type ExportKind = 'fstest' | 'fsx';
type Exporter = (planned: PlannedRun, report: CheckReport) => Exported;

/** By the id of the domain. One without an entry says in `noTests` why there is none. */
const EXPORTERS: Readonly<Record<string, Readonly<Record<ExportKind, Exporter>>>> = {
  'zero-range': {
    fstest: (planned, report) => ({ text: fstestScript(subjectOf(planned, report)), reason: null }),
    fsx: (planned, report) => fsxReplay(subjectOf(planned, report)),
  },
};

/** A run with one strategy as a test, or why there is none. */
export function exportTest(kind: ExportKind, planned: PlannedRun, report: CheckReport): Exported {
  const { id, noTests } = planned.domain;
  const exporter = Object.hasOwn(EXPORTERS, id) ? EXPORTERS[id] : undefined;
  if (exporter === undefined)
    return { text: null, reason: noTests ?? `Nothing makes tests of the domain ${id}.` };
  return exporter[kind](planned, report);
}

function subjectOf({ domain, name, text, settings }: PlannedRun, report: CheckReport): ExportSubject {
  const { script } = parseScript(text);
  const { scenario } = toScenario(name, script, settings);
  return { planned: { script, scenario }, report, modelVersion: domain.version };
}

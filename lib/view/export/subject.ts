import type { PlannedRun } from '@/lib/evidence/plan-run.ts';
import type { CheckReport } from '@/lib/sim/zero-range/report.ts';

/** What is exported: a script with one strategy, and what the model found. */
export type ExportSubject = {
  readonly planned: PlannedRun;
  readonly report: CheckReport;
  readonly modelVersion: string;
};

/** A file, or why there is none. */
export type Exported =
  | { readonly text: string; readonly reason: null }
  | { readonly text: null; readonly reason: string };

import type { CheckReport } from '@/lib/sim/report.ts';
import type { Script } from '@/lib/sim/zero-range/language/script.ts';
import type { Scenario } from '@/lib/sim/zero-range/operation.ts';

/** A script of zero range, as its own domain reads it. */
export type ExportPlan = { readonly script: Script; readonly scenario: Scenario };

/** What is exported: a script with one strategy, and what the model found. */
export type ExportSubject = {
  readonly planned: ExportPlan;
  readonly report: CheckReport;
  readonly modelVersion: string;
};

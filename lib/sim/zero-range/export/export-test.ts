import type { Exported, TestKind, TestSubject } from '@/lib/sim/domain.ts';
import type { CheckReport } from '@/lib/sim/report.ts';
import { MODEL_VERSION } from '@/lib/sim/zero-range/check.ts';
import { fstestScript } from '@/lib/sim/zero-range/export/fstest.ts';
import { fsxReplay } from '@/lib/sim/zero-range/export/fsx-replay.ts';
import { parseScript } from '@/lib/sim/zero-range/language/parse-script.ts';
import { toScenario } from '@/lib/sim/zero-range/language/to-scenario.ts';

/** A script that was run before, so it has no problem, as a test. */
export function exportTest(
  kind: TestKind,
  { name, text, settings }: TestSubject,
  report: CheckReport,
): Exported {
  const { script } = parseScript(text);
  const { scenario } = toScenario(name, script, settings);
  const subject = { planned: { script, scenario }, report, modelVersion: MODEL_VERSION };
  return kind === 'fsx' ? fsxReplay(subject) : { text: fstestScript(subject), reason: null };
}

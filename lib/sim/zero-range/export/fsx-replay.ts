import type { Exported } from '@/lib/sim/domain.ts';
import { replayLines } from '@/lib/sim/zero-range/export/fsx-lines.ts';
import { commandsOf } from '@/lib/sim/zero-range/export/shell-commands.ts';
import type { ExportSubject } from '@/lib/sim/zero-range/export/subject.ts';

/**
 * A counterexample without background events as operations for `fsx --replay-ops`, or the reason why fsx
 * cannot show it. fsx runs alone and chooses its bytes itself; what it knows is which of them must be zero.
 */
export function fsxReplay({ planned, report, modelVersion }: ExportSubject): Exported {
  const { strategy, scenario, verdict, deterministic } = report;
  if (verdict.length === 0)
    return { text: null, reason: `${strategy} is right on ${scenario}: there is no counterexample.` };
  if (deterministic.length === 0) {
    return {
      text: null,
      reason:
        `${verdict.join(' and ')} of ${strategy} on ${scenario} needs background events at the right moment. ` +
        'fsx runs alone, one operation after the other; the fstests script has a loop beside it.',
    };
  }
  const { page, block } = planned.scenario.profile;
  const made = replayLines(commandsOf(planned), page);
  if (made.text === null) return made;
  const needsTag = planned.scenario.profile.forceZeroRange;
  return {
    text: [
      `# ${scenario}, ${strategy}: ${deterministic.join(', ')} (Docket, model ${modelVersion})`,
      `# Made for pages of ${page} and blocks of ${block} bytes.`,
      ...(needsTag ? ['# Set the errortag force_zero_range to 1 before.'] : []),
      ...(made.pollutes ? ['# fsx stores behind EOF itself with -e 1: run it with that.'] : []),
      `# fsx${made.pollutes ? ' -e 1' : ''} -N ${made.count} --replay-ops=THIS FILE`,
      made.text,
    ].join('\n'),
    reason: null,
  };
}

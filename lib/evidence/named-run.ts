import { AppError } from '@/lib/base/app-error.ts';
import { planRun } from '@/lib/evidence/plan-run.ts';
import { readRunKey, runKey } from '@/lib/evidence/run.ts';

/**
 * The key to keep of a run that a person names. Scenario and strategy are enough; model and bounds are then those of
 * today, or the run could never become stale. A key that says its own stays as it is. AppError for what this version
 * cannot run: a slip of the pen would stand as evidence for ever.
 */
export function keyOfNamedRun(text: string): string {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const [scenario = '', strategy = '', ...more] = words.filter((word) => !word.includes('='));
  if (strategy === '' || more.length > 0) {
    throw new AppError(
      'BAD_INPUT',
      more.length > 0 ? `'${more.join(' ')}' is too much for a run.` : 'That names no run.',
      'A run is a scenario and a strategy, such as trunc-down-unwritten-eof S3.',
    );
  }
  const pairs = words.filter((word) => word.includes('='));
  const settings = pairs.filter((pair) => !/^(?:model|events|states)=/.test(pair));
  planRun({ scenario, script: '', strategy, profile: settings.join(' '), events: '' });
  const read = readRunKey(words.join(' '));
  if (read === null) throw new AppError('BAD_INPUT', 'That names no run.', 'The page /scenario lists them.');
  return settings.length < pairs.length ? words.join(' ') : runKey(read.run);
}

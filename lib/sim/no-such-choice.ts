import { AppError } from '@/lib/base/app-error.ts';
import { formatPath, type Path } from '@/lib/sim/path.ts';

/**
 * The refusal of a path that belongs to another scenario, strategy, profile or version: the model offers fewer
 * choices at step `index`, counted from 0, than the path takes there.
 */
export function noSuchChoice(path: Path, index: number, offered: number): AppError {
  return new AppError(
    'BAD_INPUT',
    `Step ${index + 1} of path ${formatPath(path)} is choice ${path[index]}; the model offers ${offered} there.`,
    'Replay with the scenario, strategy, profile and events of its report.',
  );
}

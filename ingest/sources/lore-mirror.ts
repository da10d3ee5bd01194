import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOwnFolder } from '@/ingest/postgres/make-folder.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { type GitResult, gitRemedy, runGit } from './git.ts';
import { removeLocks } from './git-locks.ts';
import { literalAddress } from './http/allowed-hosts.ts';
import type { Endpoint } from './http/host-policy.ts';
import type { RemoteEpoch } from './lore-manifest.ts';

/** Branch of the mirror that follows the remote HEAD, whatever its name there. */
const BRANCH = 'refs/heads/master';
const STAMP = 'docket-fingerprint';

/** Beyond which a fetch of one epoch is ended: bytes of the mirror's packs, milliseconds. */
export type FetchLimits = { readonly bytes: number; readonly ms: number };

/** An epoch of lore has about 1 GiB. */
const FETCH_LIMITS: FetchLimits = { bytes: 4 * 1024 ** 3, ms: 6 * 3_600_000 };
const LOOK_MS = 2_000;
const SLOW_SECONDS = '60';

/**
 * Brings the mirror of one epoch up to date, by what git fetches from the checked addresses of `endpoint`. Nothing is
 * asked when the fingerprint is that of the last fetch. Throws AppError `ARCHIVE_UNREADABLE`, `BOUND_TOO_LARGE` when it
 * was ended by one of `limits`.
 */
export async function updateMirror(
  gitDir: string,
  epoch: RemoteEpoch,
  endpoint: Endpoint,
  limits = FETCH_LIMITS,
): Promise<void> {
  const stamp = join(gitDir, STAMP);
  const known = await readFile(stamp, 'utf8').catch(() => null);
  if (known !== null && known === epoch.fingerprint) return;
  await makeOwnFolder(gitDir);
  const init = await runGit(gitDir, ['init', '--bare', '--quiet', '--template=', '--initial-branch=master']);
  const first = init.code === 0 ? await fetchEpoch(gitDir, epoch.url, endpoint, limits) : init;
  const result =
    first.code === 0 || !(await removeLocks(gitDir))
      ? first
      : await fetchEpoch(gitDir, epoch.url, endpoint, limits);
  // An epoch without a commit yet has no HEAD.
  const isEmpty = /couldn't find remote ref HEAD/i.test(result.stderr);
  if (result.code !== 0 && !isEmpty) throw cannotFetch(epoch.url, result);
  if (epoch.fingerprint !== null) await writeFile(stamp, epoch.fingerprint);
}

async function fetchEpoch(
  gitDir: string,
  url: string,
  endpoint: Endpoint,
  limits: FetchLimits,
): Promise<GitResult> {
  const stop = new AbortController();
  const time = setTimeout(() => stop.abort('ms'), limits.ms);
  const size = setInterval(() => {
    void packBytes(gitDir).then((bytes) => bytes > limits.bytes && stop.abort('bytes'));
  }, LOOK_MS);
  const options = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance'];
  try {
    const result = await runGit(gitDir, ['fetch', ...options, '--end-of-options', url, `+HEAD:${BRANCH}`], {
      protocols: endpoint.url.protocol === 'https:' ? 'https' : 'http',
      config: networkConfig(endpoint),
      signal: stop.signal,
    });
    if (result.code !== 0 && stop.signal.aborted) throw tooLarge(url, stop.signal.reason, limits);
    return result;
  } finally {
    clearTimeout(time);
    clearInterval(size);
  }
}

/**
 * The address is pinned, and nothing the server says leads elsewhere: no redirect (that is also what lets git follow
 * `http-alternates`), no packs or bundles from other addresses. git finds no proxy, netrc or cookie: its environment
 * is empty.
 */
function networkConfig({ url, addresses }: Endpoint): readonly (readonly [string, string])[] {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const targets = addresses.map((address) => (address.includes(':') ? `[${address}]` : address)).join(',');
  const pin =
    literalAddress(url) === null
      ? [['http.curloptResolve', `${url.hostname}:${port}:${targets}`] as const]
      : [];
  return [
    ...pin,
    ['http.followRedirects', 'false'],
    ['http.proxy', ''],
    ['http.sslVerify', 'true'],
    ['http.userAgent', 'docket/0.1 (git)'],
    ['http.lowSpeedLimit', '1000'],
    ['http.lowSpeedTime', SLOW_SECONDS],
    ['credential.helper', ''],
    ['transfer.bundleURI', 'false'],
    ['fetch.uriProtocols', ''],
  ];
}

async function packBytes(gitDir: string): Promise<number> {
  const folder = join(gitDir, 'objects', 'pack');
  const names = await readdir(folder).catch(() => []);
  const sizes = names.map(async (name) => (await stat(join(folder, name)).catch(() => null))?.size ?? 0);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

function tooLarge(url: string, limit: 'bytes' | 'ms', { bytes, ms }: FetchLimits): AppError {
  return limit === 'bytes'
    ? new AppError(
        'BOUND_TOO_LARGE',
        `The mirror of ${url} grew beyond ${bytes / 1024 ** 2} MiB, which no epoch of an archive has; it was ended.`,
        'Clone it by hand with git, look what it holds, and give the clone to docket ingest.',
      )
    : new AppError(
        'BOUND_TOO_LARGE',
        `Fetching ${url} took longer than ${ms / 60_000} minutes; it was ended.`,
        'Clone it by hand with git, over a faster line perhaps, and give the clone to docket ingest.',
      );
}

function cannotFetch(url: string, { stderr }: GitResult): AppError {
  const cause =
    stderr
      .trim()
      .split('\n')
      .find((line) => /^(?:fatal|error):/.test(line)) ?? stderr.trim();
  const remedy = gitRemedy(
    stderr,
    'Check the network and the address, then try again: what was fetched is kept.',
  );
  return new AppError('ARCHIVE_UNREADABLE', `git cannot fetch ${url}: ${cause.slice(0, 300)}`, remedy);
}

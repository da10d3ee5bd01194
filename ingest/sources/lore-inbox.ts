import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '@/lib/base/app-error.ts';
import { canonicalJson } from '@/lib/base/canonical-json.ts';
import { literalAddress } from './http/allowed-hosts.ts';
import { admit, type Endpoint, type HostPolicy } from './http/host-policy.ts';
import { listRemoteEpochs, type RemoteEpoch } from './lore-manifest.ts';
import { updateMirror } from './lore-mirror.ts';
import { LOCKS_FOLDER, withMirrorLock } from './mirror-lock.ts';
import { type OpenedSource, unchanged } from './opened-source.ts';
import { openPublicInbox } from './public-inbox.ts';
import type { RemoteOptions } from './remote-options.ts';
import type { Cursor } from './source.ts';

/** An inbox of a public-inbox site. */
type RemoteInbox = Pick<OpenedSource, 'name' | 'fallbackList'> & {
  /** Its address, with the slash. */
  readonly page: string;
  /** Null: all of them. */
  readonly epoch: number | null;
};

/**
 * A whole inbox: its epochs are mirrored below Docket's folder with git and read there. An inbox whose epochs all have
 * the fingerprints of the last complete reading costs one request. Of two readings at once one fetches an epoch, for
 * which the other waits. Throws AppError.
 */
export async function openRemoteInbox(inbox: RemoteInbox, options: RemoteOptions): Promise<OpenedSource> {
  const { policy, home, cursor } = options;
  const epochs = (await listRemoteEpochs(inbox.page, policy)).filter(
    ({ number }) => inbox.epoch === null || inbox.epoch === number,
  );
  if (epochs.length === 0) {
    throw new AppError('NOT_FOUND', `${inbox.page} has no epoch ${inbox.epoch}.`, `Give ${inbox.page}`);
  }
  const seal = sealOf(epochs);
  const base = {
    kind: 'remote-inbox',
    size: null,
    name: inbox.name,
    fallbackList: inbox.fallbackList,
  } as const;
  const isKnown =
    seal !== null && options.seal !== null && canonicalJson(seal) === canonicalJson(options.seal);
  if (isKnown) return unchanged({ ...base, seal });
  const folder = mirrorFolder(inbox.page, home);
  const repositories = [];
  for (const epoch of epochs) {
    const name = `${epoch.number}.git`;
    const gitDir = join(folder, name);
    const endpoint = await admitGit(epoch, policy);
    const lock = join(home, LOCKS_FOLDER, basename(folder), name);
    await withMirrorLock(lock, () => updateMirror(gitDir, epoch, endpoint));
    repositories.push({ name, gitDir });
  }
  const archive = await openPublicInbox(repositories, cursor);
  return { ...archive, ...base, size: archive.size, seal, isUnchanged: false };
}

/** Null when an epoch has no fingerprint: then only git can say whether it changed. */
function sealOf(epochs: readonly RemoteEpoch[]): Cursor | null {
  if (epochs.some(({ fingerprint }) => fingerprint === null)) return null;
  return Object.fromEntries(epochs.map(({ number, fingerprint }) => [`${number}.git`, fingerprint]));
}

/** git speaks plain http only to an address that the operator listed as such: the mail would come from anybody. */
async function admitGit(epoch: RemoteEpoch, policy: HostPolicy): Promise<Endpoint> {
  const endpoint = await admit(epoch.url, policy);
  if (endpoint.url.protocol === 'https:' || literalAddress(endpoint.url) !== null) return endpoint;
  throw new AppError(
    'UNSUPPORTED',
    `Docket does not clone over plain http (${epoch.url}).`,
    'Give the https: address.',
  );
}

function mirrorFolder(page: string, home: string): string {
  return join(home, 'mirrors', createHash('sha256').update(page).digest('hex').slice(0, 32));
}

/** Deletes what was mirrored of an inbox, or of one of its epochs; it is fetched anew when it is read again. */
export async function removeMirror(
  { page, epoch }: Pick<RemoteInbox, 'page' | 'epoch'>,
  home: string,
): Promise<void> {
  const folder = mirrorFolder(page, home);
  await rm(epoch === null ? folder : join(folder, `${epoch}.git`), { recursive: true, force: true });
}

import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { AppError } from '@/lib/base/app-error.ts';
import { decodeAddress } from './decode-address.ts';
import { fetchSafely, readBody } from './http/fetch-safely.ts';
import type { HostPolicy } from './http/host-policy.ts';

/** One git repository of an inbox on a server. */
export type RemoteEpoch = {
  readonly number: number;
  /** Where git fetches it from. */
  readonly url: string;
  /** Changes with every push; null when the server tells none. */
  readonly fingerprint: string | null;
};

const PACKED_BYTES_MAX = 4 * 1024 * 1024;
const UNPACKED_BYTES_MAX = 16 * 1024 * 1024;
/** The largest list on lore has some twenty. */
const EPOCHS_MAX = 1_000;

/**
 * The epochs of the inbox at `page` (with its slash), in order. From its `manifest.js.gz`, else by asking for one
 * after the other. Throws AppError `NOT_FOUND` when there is none.
 */
export async function listRemoteEpochs(page: string, policy: HostPolicy): Promise<readonly RemoteEpoch[]> {
  const listed = await unlessNotFound(() => fromManifest(page, policy));
  if (listed !== null) return listed;
  const probed: RemoteEpoch[] = [];
  while (probed.length < EPOCHS_MAX) {
    const epoch = await unlessNotFound(() => probe(page, probed.length, policy));
    if (epoch === null) break;
    probed.push(epoch);
  }
  if (probed.length > 0) return probed;
  throw new AppError(
    'NOT_FOUND',
    `There is no public-inbox with git repositories at ${page}.`,
    'Open the address in a browser: its last lines name what can be cloned.',
  );
}

async function unlessNotFound<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

async function fromManifest(page: string, policy: HostPolicy): Promise<readonly RemoteEpoch[]> {
  const response = await fetchSafely(`${page}manifest.js.gz`, {
    policy,
    limits: { bytes: PACKED_BYTES_MAX },
  });
  const packed = await readBody(response);
  return readManifest(packed, new URL('./', response.url));
}

/**
 * Epochs of the inbox at `page` that a manifest names. It maps paths of the site, `/INBOX/git/0.git`, to what is known
 * of the repository (grokmirror's format). Paths that are not below the inbox are not ours. Throws AppError.
 */
function readManifest(packed: Uint8Array, page: URL): readonly RemoteEpoch[] {
  const entries = parseManifest(packed, page);
  const below = decodeAddress(page.pathname);
  const epochs = Object.entries(entries).flatMap(([path, entry]): RemoteEpoch[] => {
    const [, parent, number] = /^(.*\/)git\/(\d{1,6})\.git$/.exec(path) ?? [];
    if (parent !== below || number === undefined) return [];
    const fingerprint = entry?.['fingerprint'];
    return [
      {
        number: Number(number),
        url: `${page.href}git/${number}.git`,
        fingerprint: typeof fingerprint === 'string' ? fingerprint.slice(0, 100) : null,
      },
    ];
  });
  if (epochs.length === 0) throw noEpochs(page);
  return epochs.sort((a, b) => a.number - b.number).slice(0, EPOCHS_MAX);
}

type Manifest = Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;

function parseManifest(packed: Uint8Array, page: URL): Manifest {
  try {
    const isGzip = packed[0] === 0x1f && packed[1] === 0x8b;
    const bytes = isGzip ? gunzipSync(packed, { maxOutputLength: UNPACKED_BYTES_MAX }) : Buffer.from(packed);
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Manifest;
  } catch {
    // The refusal below says what matters.
  }
  throw new AppError(
    'ARCHIVE_UNREADABLE',
    `${page.href}manifest.js.gz is damaged or no manifest.`,
    'Check the address in a browser, try again later.',
  );
}

function noEpochs(page: URL): AppError {
  return new AppError(
    'UNSUPPORTED',
    `The inbox at ${page.href} has no epochs: it is of public-inbox v1, or indexes other inboxes.`,
    'Give the address of one list, or of a thread.',
  );
}

/** What git asks first. The answer names all branches, so it serves as a fingerprint. */
async function probe(page: string, number: number, policy: HostPolicy): Promise<RemoteEpoch> {
  const url = `${page}${number}`;
  const response = await fetchSafely(`${url}/info/refs?service=git-upload-pack`, {
    policy,
    limits: { bytes: PACKED_BYTES_MAX },
  });
  const refs = await readBody(response);
  return { number, url, fingerprint: createHash('sha256').update(refs).digest('hex') };
}

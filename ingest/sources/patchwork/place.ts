import { decodeAddress } from '@/ingest/sources/decode-address.ts';

/** What an address of a Patchwork site names. All spellings of one thing have one `page`. */
export type PatchworkPlace = {
  /** Root of the site, with its slash; sites may live in a folder. */
  readonly root: string;
  /** Link name of the project when the address tells it. */
  readonly project: string | null;
  readonly page: string;
} & (
  | { readonly kind: 'series'; readonly id: number }
  | { readonly kind: 'patch' | 'cover'; readonly id: number }
  /** Without angle brackets. */
  | { readonly kind: 'patch' | 'cover'; readonly messageId: string }
);

const ID = /^[1-9]\d{0,9}$/;
const COLLECTIONS: Readonly<Record<string, 'series' | 'patch' | 'cover'>> = {
  series: 'series',
  patches: 'patch',
  covers: 'cover',
};

/**
 * Reads the addresses of pages (`/project/P/patch/ID/`, `…/cover/ID/`, `…/list/?series=N`, each with `mbox/` or `raw/`
 * behind it or not), of downloads (`/series/N/mbox/`) and of the API (`/api/1.3/series/N/`, `/api/patches/?msgid=ID`);
 * null for all others. AppError BAD_INPUT for a damaged one.
 */
export function readPatchworkUrl(url: URL): PatchworkPlace | null {
  const segments = url.pathname.split('/').filter((segment) => segment !== '');
  for (let at = 0; at < segments.length; at += 1) {
    const root = `${url.origin}/${segments
      .slice(0, at)
      .map((segment) => `${segment}/`)
      .join('')}`;
    const rest = segments.slice(at);
    const place = readProject(root, rest, url) ?? readApi(root, rest, url) ?? readNumbered(root, rest);
    if (place !== null) return place;
  }
  return null;
}

function readProject(root: string, segments: readonly string[], url: URL): PatchworkPlace | null {
  const [first, project, kind, id] = segments;
  if (first !== 'project' || project === undefined) return null;
  const series = url.searchParams.get('series');
  if (kind === 'list' && series !== null && ID.test(series)) return seriesPlace(root, project, series);
  if ((kind !== 'patch' && kind !== 'cover') || id === undefined) return null;
  const messageId = bare(decodeAddress(id));
  return messageId === null ? null : messagePlace(root, project, { kind, messageId });
}

function readApi(root: string, segments: readonly string[], url: URL): PatchworkPlace | null {
  if (segments[0] !== 'api') return null;
  const rest = /^\d+\.\d+$/.test(segments[1] ?? '') ? segments.slice(2) : segments.slice(1);
  const kind = COLLECTIONS[rest[0] ?? ''];
  if (kind === undefined) return null;
  const [, id] = rest;
  if (id !== undefined) return ID.test(id) ? numberedPlace(root, kind, id) : null;
  const messageId = bare(url.searchParams.get('msgid'));
  if (kind === 'series' || messageId === null) return null;
  return messagePlace(root, url.searchParams.get('project'), { kind, messageId });
}

/** `/series/N/mbox/`, and the addresses of patches and covers before Patchwork 3. */
function readNumbered(root: string, segments: readonly string[]): PatchworkPlace | null {
  const [kind, id, view] = segments;
  if (id === undefined || !ID.test(id) || (view !== undefined && view !== 'mbox' && view !== 'raw'))
    return null;
  if (kind === 'series') return view === 'mbox' ? seriesPlace(root, null, id) : null;
  return kind === 'patch' || kind === 'cover' ? numberedPlace(root, kind, id) : null;
}

function numberedPlace(root: string, kind: 'series' | 'patch' | 'cover', id: string): PatchworkPlace {
  if (kind === 'series') return seriesPlace(root, null, id);
  return { kind, id: Number(id), root, project: null, page: `${root}${kind}/${id}/` };
}

function seriesPlace(root: string, project: string | null, id: string): PatchworkPlace {
  return { kind: 'series', id: Number(id), root, project, page: `${root}series/${id}/mbox/` };
}

function messagePlace(
  root: string,
  project: string | null,
  { kind, messageId }: { readonly kind: 'patch' | 'cover'; readonly messageId: string },
): PatchworkPlace {
  const id = encodeURIComponent(messageId).replaceAll('%40', '@');
  const page =
    project === null
      ? `${root}api/${kind === 'patch' ? 'patches' : 'covers'}/?msgid=${id}`
      : `${root}project/${encodeURIComponent(project)}/${kind}/${id}/`;
  return { kind, messageId, root, project, page };
}

/** An id without its angle brackets; null when nothing is left. */
function bare(id: string | null): string | null {
  const text = id?.trim().replace(/^<|>$/g, '') ?? '';
  return text === '' ? null : text;
}

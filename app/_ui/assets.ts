import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWorker } from '@/app/_ui/build-worker.ts';

/** In this order, one style sheet: later files override earlier ones. */
const STYLES = [
  'page.css',
  'direction.css',
  'tables.css',
  'mail.css',
  'review.css',
  'check.css',
  'trace.css',
  'evidence.css',
  'steps.css',
  'attention.css',
  'items.css',
  'time.css',
  'design.css',
  'design-columns.css',
  'pane.css',
  'keys.css',
  'forms.css',
  'judge.css',
  'search.css',
  'phone.css',
  'touch.css',
  'contrast.css',
  'print.css',
] as const;

/**
 * The style sheet and the scripts, read once per process. Their addresses carry the hash of their content, so
 * browsers keep them for ever and a new version is a new address.
 */
type Asset = { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string; readonly path: string };

const TYPES = {
  'docket.css': 'text/css; charset=utf-8',
  'docket.js': 'text/javascript; charset=utf-8',
  'place.js': 'text/javascript; charset=utf-8',
  'search.js': 'text/javascript; charset=utf-8',
  'design.js': 'text/javascript; charset=utf-8',
  'judge-keys.js': 'text/javascript; charset=utf-8',
  'seen.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
  'early.js': 'text/javascript; charset=utf-8',
  'run.js': 'text/javascript; charset=utf-8',
  'check-worker.js': 'text/javascript; charset=utf-8',
} as const;

export type AssetName = keyof typeof TYPES;

const HASH_LENGTH = 12;

const assets = new Map<AssetName, Asset>();

function loadAsset(name: AssetName): Asset {
  const known = assets.get(name);
  if (known !== undefined && process.env.NODE_ENV === 'production') return known;
  const files = name === 'docket.css' ? STYLES : [name];
  const bytes =
    name === 'check-worker.js' ? buildWorker() : new Uint8Array(Buffer.concat(files.map(readAsset)));
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, HASH_LENGTH);
  const asset = { bytes, type: TYPES[name], path: `/assets/${name.replace('.', `.${hash}.`)}` };
  assets.set(name, asset);
  return asset;
}

/** The server always runs in the project folder: `next start` insists on finding .next there. */
function readAsset(file: string): Uint8Array {
  return readFileSync(join(process.cwd(), 'app', '_assets', file));
}

/** `/assets/docket.0123456789ab.css`. */
export function assetPath(name: AssetName): string {
  return loadAsset(name).path;
}

/**
 * The file behind an address; null when there is none. An address with another hash (a page from before an update)
 * gets the present file, which must then not be kept.
 */
export function findAsset(fileName: string): (Asset & { readonly immutable: boolean }) | null {
  const name = fileName.replace(/\.[0-9a-f]{12}\./, '.');
  if (!Object.hasOwn(TYPES, name)) return null;
  const asset = loadAsset(name as AssetName);
  return { ...asset, immutable: asset.path === `/assets/${fileName}` };
}

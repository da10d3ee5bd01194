import { createReadStream, type Stats } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@/lib/base/app-error.ts';
import type { Json } from '@/lib/base/canonical-json.ts';
import { openBundle } from './bundle.ts';
import { openByteStream } from './byte-stream.ts';
import { openEml } from './eml.ts';
import { listMessages, openMaildir } from './maildir.ts';
import { openMbox } from './mbox.ts';
import { openPublicInbox } from './public-inbox.ts';
import { findEpochs } from './repository.ts';
import { formatOf, SUPPORTED, unknownFormat } from './sniff.ts';
import type { Cursor, Source } from './source.ts';
import { openStream } from './stream.ts';

export type OpenOptions = {
  /** Inbox all messages are to belong to; null to go by their headers. */
  readonly list: string | null;
  /** Where the last reading of this location ended, or null. */
  readonly cursor: Json;
  /** Docket's data folder: git bundles are unpacked in `mirrors` there. */
  readonly home: string;
};

/**
 * Recognises what `location` is by its content, never by its name, and opens it; `-` is standard input. Throws
 * AppError: `NOT_FOUND`, `ARCHIVE_UNREADABLE`, `BAD_INPUT` for a repository that points out of itself, `UNSUPPORTED`
 * for all else.
 */
export async function openSource(location: string, options: OpenOptions): Promise<Source> {
  const source = await recognise(location, options);
  return options.list === null ? source : { ...source, events: () => assigned(source, options.list) };
}

async function* assigned(source: Source, list: string | null): ReturnType<Source['events']> {
  for await (const event of source.events()) {
    yield event.kind === 'problem' ? event : { ...event, message: { ...event.message, list } };
  }
}

async function recognise(location: string, options: OpenOptions): Promise<Source> {
  const { home } = options;
  const cursor = toCursor(options.cursor);
  if (location === '-') return openStream(() => process.stdin, 'Standard input');
  if (isUrl(location)) {
    throw new AppError(
      'UNSUPPORTED',
      `Reading from a URL (${location}) arrives with the next version.`,
      'Save the thread as mbox.gz (t.mbox.gz) and ingest the file.',
    );
  }
  const stats = await inspect(location);
  const path = await realpath(location);
  if (stats.isDirectory()) return openFolder(path, cursor);
  if (stats.isFIFO()) return openStream(() => createReadStream(path), location);
  if (!stats.isFile()) throw unsupported(location, 'is a device or a socket');
  return openFile(path, location, { cursor, home });
}

/** Each source looks at the fields of its cursor itself; one it does not know is a fresh start. */
function toCursor(json: Json): Cursor | null {
  return json !== null && typeof json === 'object' && !Array.isArray(json) ? (json as Cursor) : null;
}

/** Also `git@host:path`, which git takes for ssh. */
function isUrl(location: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(location) || /^[\w.-]+@[\w.-]+:/.test(location);
}

async function inspect(location: string): Promise<Stats> {
  try {
    return await stat(location);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new AppError('NOT_FOUND', `There is no ${location}.`, 'Check the path.');
    }
    throw new AppError(
      'ARCHIVE_UNREADABLE',
      `${location} cannot be read (${code}).`,
      'Check its permissions.',
    );
  }
}

async function openFolder(path: string, cursor: Cursor | null): Promise<Source> {
  const epochs = await findEpochs(path);
  if (epochs !== null) return openPublicInbox(epochs, cursor);
  const isMaildir = (await lstat(join(path, 'cur')).catch(() => null))?.isDirectory() === true;
  if (isMaildir || (await listMessages(path)).length > 0) return openMaildir(path);
  throw unsupported(
    path,
    'is a folder with neither messages (*.eml, cur, new) nor a public-inbox repository (git/0.git)',
  );
}

async function openFile(
  path: string,
  location: string,
  { cursor, home }: { readonly cursor: Cursor | null; readonly home: string },
): Promise<Source> {
  const stream = await openByteStream(createReadStream(path, { end: 64 * 1024 }));
  stream.close();
  const damage = stream.damage();
  const format = formatOf(stream.head);
  if (damage !== null && (format === 'empty' || format === 'text')) {
    throw new AppError(
      'ARCHIVE_UNREADABLE',
      `Nothing in ${location} can be read: ${damage}.`,
      'Fetch it again.',
    );
  }
  if (format === 'mbox' || (format === 'empty' && !stream.isGzip)) return openMbox(path, cursor);
  if (format === 'message') return openEml(path);
  if (format === 'git bundle' && !stream.isGzip) return openBundle(path, join(home, 'mirrors'), cursor);
  throw unknownFormat(location, format);
}

function unsupported(location: string, looks: string): AppError {
  return new AppError('UNSUPPORTED', `${location} ${looks}.`, SUPPORTED);
}

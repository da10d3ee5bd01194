import { AppError } from '@/lib/base/app-error.ts';
import { listNameOf } from '../list-name.ts';
import { type OpenedSource, unchanged } from '../opened-source.ts';
import type { RemoteOptions } from '../remote-options.ts';
import { type Cursor, problemEvent, type SourceEvent } from '../source.ts';
import { commentAnswer, type FoundAnswer, foundAnswer, seriesAnswer, submissionAnswer } from './answers.ts';
import { type ClientOptions, createPatchworkClient, type PatchworkClient } from './client.ts';
import { type Found, findNews, newestEvent, type Part, readMemory } from './news.ts';
import type { PatchworkPlace } from './place.ts';
import { commentMessage, submissionMessage } from './rest-message.ts';

const PAGE_ENTRIES = 250;
const LISTED_MAX = 100;
/** One part may be damaged; after so many in a row the site is down. */
const FAILURES_MAX = 2;

/**
 * A series of a Patchwork site over REST: cover, patches, and the comments on each. A patch or a cover stands for the
 * series it belongs to, as a message stands for its thread on lore. The seal says what was read, and which event of its
 * project was the newest then: parts that no event names since are not asked for again. Throws AppError.
 */
export async function openPatchwork(
  place: PatchworkPlace,
  options: Pick<RemoteOptions, 'policy' | 'seal'> & Pick<ClientOptions, 'waitMs'>,
): Promise<OpenedSource> {
  const client = createPatchworkClient(place.root, options);
  const known = readMemory(options.seal);
  const base = { kind: 'patchwork', size: null, name: place.page } as const;
  const news = known === null ? null : await findNews(client, known);
  if (known !== null && news !== null) {
    const now = known.isComplete ? known : await findParts(client, place);
    const fallbackList = fallbackListOf(place, now.list);
    const seal = { ...toMemory(now), ...news.mark };
    const parts = [...news.parts, ...now.parts.filter((part) => !isAmong(part, known.parts))];
    if (parts.length === 0) return unchanged({ ...base, fallbackList, seal });
    return { ...base, fallbackList, seal, isUnchanged: false, events: () => readParts(client, parts) };
  }
  const found = await findParts(client, place);
  const mark = await newestEvent(client, found.project);
  return {
    ...base,
    seal: mark === null ? null : { ...toMemory(found), ...mark },
    isUnchanged: false,
    fallbackList: fallbackListOf(place, found.list),
    events: () => readParts(client, found.parts),
  };
}

function fallbackListOf({ project }: PatchworkPlace, list: string | null): string {
  return list ?? (project === null ? 'inbox' : listNameOf(project));
}

function toMemory({ parts, list, isComplete }: Pick<Found, 'parts' | 'list' | 'isComplete'>): Cursor {
  return { parts: parts.map(({ collection, id }) => ({ collection, id })), list, isComplete };
}

function isAmong({ collection, id }: Part, parts: readonly Part[]): boolean {
  return parts.some((other) => other.collection === collection && other.id === id);
}

async function findParts(client: PatchworkClient, place: PatchworkPlace): Promise<Found> {
  if (place.kind === 'series') return findSeriesParts(client, place.id);
  const collection = place.kind === 'patch' ? 'patches' : 'covers';
  const found =
    'id' in place
      ? await client.get(`${collection}/${place.id}/`, foundAnswer)
      : await findByMessageId(client, collection, place);
  const [series] = found.series ?? [];
  if (series !== undefined) return findSeriesParts(client, series.id);
  return {
    parts: [{ collection, id: found.id }],
    list: listOf(found.project),
    project: found.project?.link_name ?? place.project,
    isComplete: true,
  };
}

async function findSeriesParts(client: PatchworkClient, id: number): Promise<Found> {
  const series = await client.get(`series/${id}/`, seriesAnswer);
  const cover: readonly Part[] =
    series.cover_letter == null ? [] : [{ collection: 'covers', id: series.cover_letter.id }];
  const patches = series.patches.map((patch): Part => ({ collection: 'patches', id: patch.id }));
  return {
    parts: [...cover, ...patches],
    list: listOf(series.project),
    project: series.project?.link_name ?? null,
    isComplete: series.received_all === true && (cover.length > 0 || patches.length < 2),
  };
}

/** Patchwork's filter takes ids bare; some sites run code that wants them as they stand in the mail. */
async function findByMessageId(
  client: PatchworkClient,
  collection: Part['collection'],
  {
    messageId,
    project,
    page,
  }: { readonly messageId: string; readonly project: string | null; readonly page: string },
): Promise<FoundAnswer> {
  for (const id of [messageId, `<${messageId}>`]) {
    const query = new URLSearchParams({ msgid: id, ...(project === null ? {} : { project }) });
    let seen = 0;
    for await (const found of client.list(`${collection}/?${query}`, foundAnswer.and(msgidAnswer))) {
      // A message may be in several projects. A site that does not know the filter gives everything it has.
      if (++seen > LISTED_MAX) break;
      const isOfProject = project === null || (found.project?.link_name ?? project) === project;
      if (isOfProject && found.msgid.replace(/^<|>$/g, '') === messageId) return found;
    }
  }
  throw new AppError('NOT_FOUND', `${page} is not known to its site.`, 'Check the address in a browser.');
}

const msgidAnswer = submissionAnswer.pick({ msgid: true });

function listOf(project: FoundAnswer['project']): string | null {
  const name = project?.list_email?.split('@')[0] ?? project?.link_name ?? '';
  return name === '' ? null : listNameOf(name);
}

/** What cannot be read is told and left out; when the site is down for good, the rest is not tried. */
async function* readParts(
  client: PatchworkClient,
  parts: readonly Part[],
): AsyncGenerator<SourceEvent, void, undefined> {
  let done = 0;
  let failures = 0;
  for (const part of parts) {
    const where = `${part.collection}/${part.id}/`;
    try {
      for await (const { bytes, place } of readPart(client, part)) {
        done += bytes.length;
        yield { kind: 'message', message: { bytes, list: null, where: place }, cursor: null, done };
      }
      failures = 0;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      yield problemEvent({ code: 'source-unreadable', where, detail: error.message }, null, done);
      if (error.code !== 'NOT_FOUND') failures += 1;
      if (failures === FAILURES_MAX) return;
    }
  }
}

type Read = { readonly bytes: Buffer; readonly place: string };

async function* readPart(client: PatchworkClient, { collection, id }: Part): AsyncGenerator<Read> {
  const path = `${collection}/${id}/`;
  const submission = await client.get(path, submissionAnswer);
  yield { bytes: submissionMessage(submission), place: path };
  const comments = client.list(`${path}comments/?per_page=${PAGE_ENTRIES}`, commentAnswer);
  try {
    for await (const listed of comments) {
      const place = `${path}comments/${listed.id}/`;
      const comment = listed.headers == null ? await detailOf(client, place, listed) : listed;
      yield { bytes: commentMessage(comment, submission.msgid), place };
    }
  } catch (error) {
    // REST 1.0 has no comments.
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
  }
}

type Comment = Parameters<typeof commentMessage>[0];

/** Header fields stand in the list or, since 1.3, in the comment itself; else what the list says has to do. */
async function detailOf(client: PatchworkClient, path: string, listed: Comment): Promise<Comment> {
  try {
    return await client.get(path, commentAnswer);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND') throw error;
    return listed;
  }
}

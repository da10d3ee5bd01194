import { z } from 'zod';
import { AppError } from '@/lib/base/app-error.ts';
import type { Json } from '@/lib/base/canonical-json.ts';
import { eventAnswer } from './answers.ts';
import type { PatchworkClient } from './client.ts';

/** What is to be read, in order: the cover, then the patches. */
export type Part = { readonly collection: 'covers' | 'patches'; readonly id: number };

/** What stands for a series: its parts, the list and the project they belong to, and whether more may come. */
export type Found = {
  readonly parts: readonly Part[];
  readonly list: string | null;
  readonly project: string | null;
  readonly isComplete: boolean;
};

/** The newest event of a project when its series was read: what comes behind it is news. */
const mark = z.object({ project: z.string(), event: z.number(), since: z.string() });
type Mark = z.infer<typeof mark>;

/** What is remembered of a reading, as the seal of its source. */
const memory = mark.extend({
  parts: z.array(z.object({ collection: z.enum(['covers', 'patches']), id: z.number() })),
  list: z.string().nullable(),
  isComplete: z.boolean(),
});
export type Memory = z.infer<typeof memory>;

/** Ten pages: on a project where more happened, reading the series costs no more than looking through that. */
const EVENTS_MAX = 300;
const CATEGORIES = new Set([
  'cover-created',
  'cover-comment-created',
  'patch-created',
  'patch-comment-created',
]);

/** The memory in a seal; null when there is none. */
export function readMemory(seal: Json): Memory | null {
  return memory.safeParse(seal).data ?? null;
}

/**
 * Where the events of the project stand, to be asked before the series is read, so that nothing falls between. Null
 * when the site does not tell of comments (Patchwork before 3.1), or of nothing yet.
 */
export async function newestEvent(client: PatchworkClient, project: string | null): Promise<Mark | null> {
  if (project === null) return null;
  return orNull(async () => {
    const query = new URLSearchParams({ project });
    for await (const { id, date } of client.list(`1.3/events/?${query}`, eventAnswer))
      return { project, event: id, since: date };
    return null;
  });
}

/**
 * The parts of a series that got words since it was read: one request when little happened in the project. Null when
 * the site does not say, or so much happened that the series is better read anew.
 */
export async function findNews(
  client: PatchworkClient,
  known: Memory,
): Promise<{ readonly parts: readonly Part[]; readonly mark: Mark } | null> {
  const { project, since } = known;
  return orNull(async () => {
    const touched = new Set<string>();
    let newest: Mark = { project, since, event: known.event };
    let seen = 0;
    const query = new URLSearchParams({ project, since });
    for await (const { id, date, category, payload } of client.list(`1.3/events/?${query}`, eventAnswer)) {
      seen += 1;
      if (seen > EVENTS_MAX) return null;
      if (id > newest.event) newest = { project, since: date, event: id };
      if (id <= known.event || !CATEGORIES.has(category)) continue;
      if (payload.patch != null) touched.add(`patches ${payload.patch.id}`);
      if (payload.cover != null) touched.add(`covers ${payload.cover.id}`);
    }
    // The event we know of is still there, or the site was set up anew.
    if (seen === 0) return null;
    const parts = known.parts.filter(({ collection, id }) => touched.has(`${collection} ${id}`));
    return { parts, mark: newest };
  });
}

/** A site that does not answer this is read without it, and says then what is wrong with it. */
async function orNull<T>(ask: () => Promise<T | null>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

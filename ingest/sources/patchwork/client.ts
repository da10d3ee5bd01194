import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { AppError } from '@/lib/base/app-error.ts';
import { fetchSafely, readBody } from '../http/fetch-safely.ts';
import type { HostPolicy } from '../http/host-policy.ts';

/** A patch of 25 MB and its JSON; lists are a page of 250 entries. */
const ANSWER_BYTES_MAX = 64 * 1024 * 1024;
/** Bounds of one reading: a series has a hundred patches at most, each with its comments. */
const REQUESTS_MAX = 2_000;
const TOTAL_BYTES_MAX = 512 * 1024 * 1024;
/** 250 entries each; more comments than that has no patch. */
const PAGES_MAX = 40;
const RETRIES_MAX = 3;
const ANSWER_MS_MAX = 120_000;

export type PatchworkClient = {
  /** One answer, checked. Throws AppError: `NOT_FOUND`, `ARCHIVE_UNREADABLE`. `path` stands below `api/`. */
  readonly get: <T>(path: string, schema: z.ZodType<T>) => Promise<T>;
  /** All entries of a list, page by page as the field Link says. Throws as `get`, and when paging never ends. */
  readonly list: <T>(path: string, schema: z.ZodType<T>) => AsyncGenerator<T, void, undefined>;
};

export type ClientOptions = {
  readonly policy: HostPolicy;
  /** Before the first retry; doubled each time. */
  readonly waitMs?: number;
};

/** Speaks to the Patchwork at `root` (with its slash), within bounds on requests and bytes. */
export function createPatchworkClient(
  root: string,
  { policy, waitMs = 2_000 }: ClientOptions,
): PatchworkClient {
  const api = `${root}api/`;
  let requests = 0;
  let bytes = 0;
  const fetchOnce = async (url: string): Promise<{ json: unknown; next: string | null }> => {
    requests += 1;
    if (requests > REQUESTS_MAX)
      throw unreadable(url, `it would be request ${requests}, more than a series needs`);
    const limits = { bytes: ANSWER_BYTES_MAX, totalMs: ANSWER_MS_MAX };
    const response = await fetchSafely(url, { policy, limits, headers: { accept: 'application/json' } });
    const body = await readBody(response);
    bytes += body.length;
    if (bytes > TOTAL_BYTES_MAX)
      throw unreadable(url, `the answers together are more than ${TOTAL_BYTES_MAX} bytes`);
    return { json: parseJson(url, body), next: nextLink(response.header('link')) };
  };
  const fetchPatiently = async (url: string): ReturnType<typeof fetchOnce> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await fetchOnce(url);
      } catch (error) {
        if (attempt === RETRIES_MAX || !isServerBusy(error)) throw error;
        await sleep(waitMs * 2 ** attempt);
      }
    }
  };
  return {
    get: async (path, schema) => check(`${api}${path}`, schema, (await fetchPatiently(`${api}${path}`)).json),
    list: async function* list<T>(path: string, schema: z.ZodType<T>): AsyncGenerator<T, void, undefined> {
      let url: string | null = `${api}${path}`;
      const seen = new Set<string>();
      while (url !== null) {
        if (seen.has(url) || seen.size === PAGES_MAX) throw unreadable(url, 'its list has no end');
        if (!url.startsWith(api)) throw unreadable(url, `the next page of a list of ${api} is elsewhere`);
        seen.add(url);
        const answer = await fetchPatiently(url);
        if (!Array.isArray(answer.json)) throw unreadable(url, 'the answer is no list');
        for (const entry of answer.json) yield check(url, schema, entry);
        url = answer.next === null ? null : new URL(answer.next, url).href;
      }
    },
  };
}

function parseJson(url: string, body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw unreadable(url, 'the answer is no JSON: perhaps there is no Patchwork with a REST interface');
  }
}

function check<T>(url: string, schema: z.ZodType<T>, json: unknown): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw unreadable(
    url,
    `the answer is not Patchwork's (${issue?.path.join('.') || 'whole'}: ${issue?.message})`,
  );
}

/** The address marked `next` in a Link field (RFC 8288), wherever it stands in it. */
export function nextLink(field: string | null): string | null {
  for (const [, target = '', parameters = ''] of (field ?? '').matchAll(/<([^<>]*)>([^<>]*)/g)) {
    if (/;\s*rel="?next"?(?:[\s;,]|$)/i.test(parameters))
      return URL.canParse(target, 'http://x/') ? target : null;
  }
  return null;
}

/** 429 and 5xx, as `fetchSafely` words them: the same request may succeed a little later. */
function isServerBusy(error: unknown): boolean {
  return error instanceof AppError && / answers (?:429|5\d\d)\.$/.test(error.message);
}

function unreadable(url: string, cause: string): AppError {
  return new AppError(
    'ARCHIVE_UNREADABLE',
    `${url} cannot be read: ${cause}.`,
    'Look at the address in a browser; the mbox of a series can be downloaded there and ingested as a file.',
  );
}

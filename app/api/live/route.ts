import { watchSeen } from '@/app/_design/changes-seen.ts';
import { takeSeat } from '@/app/_design/live-seats.ts';
import { clientAddress } from '@/lib/auth/client-address.ts';
import { readAs } from '@/lib/auth/read-as.ts';
import { loadSettings } from '@/lib/auth/settings.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { EVERY_DESIGN, onChanged } from '@/lib/store/database/live.ts';
import { isDesignSeen } from '@/lib/store/design/design.ts';
import { currentReader } from '@/lib/store/reader.ts';

export const dynamic = 'force-dynamic';

/** Keeps proxies from closing a quiet connection; their patience is 60 s at least. */
const BEAT_MS = 25_000;
/** Pages stay open for minutes. */
const FULL_SECONDS = 60;
/** As pages say it. */
const AWAY_SECONDS = 10;
const HEADERS = { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' };

/**
 * `/api/live?design=<id>&mark=<mark>`: server-sent events, one `changed` for each change of the design, and one with
 * `missed` at once when it is not what the page was painted with. They carry no words: the page is asked for again, and
 * that read decides what may be seen.
 */
export async function GET(request: Request): Promise<Response> {
  const response = await readAs(request, () => open(request)).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'DATABASE_UNAVAILABLE') throw error;
    return refuse(503, AWAY_SECONDS);
  });
  // Without no-transform Next compresses, and a compressor waits for more.
  response.headers.set('Cache-Control', 'private, no-store, no-transform');
  return response;
}

async function open(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const design = searchParams.get('design') ?? '';
  const leave = takeSeat(clientOf(request));
  if (typeof leave === 'number') return refuse(leave, FULL_SECONDS);
  let isStaying = false;
  try {
    // No text of PostgreSQL holds NUL.
    if (design.includes('\0') || !(await isDesignSeen(design))) return refuse(404);
    // Next answers HEAD with this as well, never reads the body and does not say when it is over: a place for good.
    if (request.method === 'HEAD') return new Response(null, { headers: HEADERS });
    const stream = streamOf({ design, mark: searchParams.get('mark') }, request, leave);
    isStaying = true;
    return new Response(stream, { headers: HEADERS });
  } finally {
    if (!isStaying) leave();
  }
}

/** EventSource gives up on any status but 200, and does not say which it was; the page asks again some time later. */
function refuse(status: 404 | 429 | 503, afterSeconds: number | null = null): Response {
  const headers = afterSeconds === null ? {} : { 'Retry-After': String(afterSeconds) };
  return new Response(null, { status, headers });
}

/** As the guard of writes counts. */
function clientOf(request: Request): string {
  const reader = currentReader();
  if (reader !== null) return `account ${reader.accountId}`;
  return `address ${clientAddress(request, loadSettings(process.env).proxies)}`;
}

/** `mark`: what the page was painted with (`loadLiveMark`); null for a page that does not say. */
type Asked = { readonly design: string; readonly mark: string | null };

/** Ends once, whoever ends it first: the reader, the server that stops, or the database that cannot listen. */
function streamOf({ design, mark }: Asked, request: Request, leave: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const undo: (() => void)[] = [leave];
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    for (const step of undo) step();
  };
  return new ReadableStream({
    start: async (controller) => {
      const send = (text: string): void => {
        if (!over) controller.enqueue(encoder.encode(text));
      };
      const close = (): void => {
        if (!over) controller.close();
        end();
      };
      // Before the database is waited for: the reader may go meanwhile, or be gone.
      if (request.signal.aborted) return close();
      request.signal.addEventListener('abort', close);
      // Also keeps the request: without it its signal says nothing any more (undici lets go of what it follows).
      undo.push(() => request.signal.removeEventListener('abort', close));
      try {
        const seen = await watchSeen(design, mark, (what) => send(`event: changed\ndata: ${what}\n\n`));
        const unlisten = await onChanged((threadId) => {
          if (threadId === design || threadId === EVERY_DESIGN) seen.changed();
        });
        if (over) return unlisten();
        const beat = setInterval(() => send(':\n\n'), BEAT_MS);
        undo.push(unlisten, () => clearInterval(beat));
        // Asked when it listens: what comes between is heard, so nothing falls in between.
        await seen.begin();
      } catch (error) {
        end();
        throw error;
      }
      send('retry: 10000\n\n');
    },
    cancel: end,
  });
}

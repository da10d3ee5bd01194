import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '@/lib/base/app-error.ts';
import { errorCode } from '@/lib/base/error-code.ts';
import { failureText } from '@/lib/base/failure-text.ts';
import { admit, type Endpoint, type HostPolicy, systemPolicy } from './host-policy.ts';

export type FetchLimits = {
  /** Of the body, as sent. */
  readonly bytes: number;
  /** From the first request to the last byte, redirects included. */
  readonly totalMs: number;
  /** Until the head of an answer, connecting included. */
  readonly headMs: number;
  /** Between two pieces of the body. */
  readonly idleMs: number;
};

const FETCH_LIMITS: FetchLimits = {
  bytes: 2 * 1024 ** 3,
  totalMs: 3_600_000,
  headMs: 60_000,
  idleMs: 60_000,
};

export type FetchOptions = {
  readonly policy?: HostPolicy;
  readonly limits?: Partial<FetchLimits>;
  readonly headers?: Readonly<Record<string, string>>;
};

/** An answer of 200 or 304. Its body must be read to the end or closed. */
export type SafeResponse = {
  readonly status: 200 | 304;
  /** Where the last redirect led. */
  readonly url: URL;
  /** Null when the server did not send it. */
  readonly header: (name: string) => string | null;
  /** Throws AppError when the body is cut off, too long or too slow. */
  readonly chunks: () => AsyncGenerator<Uint8Array, void, undefined>;
  readonly close: () => void;
};

const REDIRECTS_MAX = 5;
const HEAD_BYTES_MAX = 64 * 1024;
const USER_AGENT = 'docket/0.1 (mailing list reader)';
const REDIRECT_CODES: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * GET of a URL that somebody else may have chosen: only allowed hosts, at addresses that were checked, with the same
 * checks at each redirect and with bounds on everything a server can make long (reliability.md, point 36). No proxy,
 * no cookies, no credentials. Throws AppError: `BAD_INPUT` and `UNSUPPORTED` for what is refused, `NOT_FOUND` for 404,
 * `ARCHIVE_UNREADABLE` for all that went wrong on the way.
 */
export async function fetchSafely(text: string, options: FetchOptions = {}): Promise<SafeResponse> {
  const policy = options.policy ?? systemPolicy();
  const limits = { ...FETCH_LIMITS, ...options.limits };
  const stop = createStop(text, limits);
  try {
    let endpoint = await admit(text, policy);
    for (let redirects = 0; ; redirects += 1) {
      const answer = await ask(endpoint, options.headers ?? {}, { limits, stop });
      const target = redirectOf(endpoint.url, answer);
      if (target === null) return toResponse(endpoint.url, answer, { limits, stop });
      answer.destroy();
      if (redirects === REDIRECTS_MAX) throw failed(text, `more than ${REDIRECTS_MAX} redirects`);
      endpoint = await admit(target, policy);
    }
  } catch (error) {
    stop.clear();
    throw error;
  }
}

/** The whole body, for short documents. `bytes` of the limits bounds what is held in memory. */
export async function readBody(response: SafeResponse): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.chunks()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

type Stop = {
  readonly signal: AbortSignal;
  /** Runs `work` and ends the whole request when it takes longer. */
  readonly within: <T>(ms: number, what: string, work: () => Promise<T>) => Promise<T>;
  readonly clear: () => void;
};

function createStop(text: string, { totalMs }: FetchLimits): Stop {
  const controller = new AbortController();
  const abort = (ms: number, what: string): void =>
    controller.abort(failed(text, `${what} took longer than ${Math.ceil(ms / 1000)} s`));
  const total = setTimeout(() => abort(totalMs, 'the transfer'), totalMs);
  return {
    signal: controller.signal,
    clear: () => clearTimeout(total),
    async within(ms, what, work) {
      const timer = setTimeout(() => abort(ms, what), ms);
      try {
        return await work();
      } catch (error) {
        if (controller.signal.aborted) throw controller.signal.reason;
        throw failed(text, errorCode(error) ?? failureText(error));
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

type Bounds = { readonly limits: FetchLimits; readonly stop: Stop };

function ask(
  endpoint: Endpoint,
  headers: Readonly<Record<string, string>>,
  { limits, stop }: Bounds,
): Promise<IncomingMessage> {
  const { url, addresses } = endpoint;
  const request = url.protocol === 'https:' ? requestTls : requestPlain;
  const settings = {
    agent: false,
    headers: { 'user-agent': USER_AGENT, 'accept-encoding': 'identity', ...headers },
    lookup: pinned(addresses),
    maxHeaderSize: HEAD_BYTES_MAX,
    // Whatever NODE_TLS_REJECT_UNAUTHORIZED says.
    rejectUnauthorized: true,
    signal: stop.signal,
  };
  return stop.within(
    limits.headMs,
    'the answer',
    () =>
      new Promise((resolve, reject) => {
        const asking = request(url, settings);
        asking.once('response', resolve);
        // Errors after the answer show when its body is read.
        asking.on('error', reject);
        asking.end();
      }),
  );
}

/** Gives the checked addresses to whoever connects; Host and the name of the certificate remain those of the URL. */
function pinned(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, options, callback) => {
    if (options.all === true) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family ?? 4);
  };
}

function redirectOf(from: URL, answer: IncomingMessage): string | null {
  const location = answer.headers.location;
  if (!REDIRECT_CODES.has(answer.statusCode ?? 0) || location === undefined) return null;
  if (!URL.canParse(location, from.href)) throw failed(from.href, 'a redirect to what is no address');
  const target = new URL(location, from.href);
  if (from.protocol === 'https:' && target.protocol === 'http:')
    throw failed(from.href, 'a redirect from https to http');
  return target.href;
}

function toResponse(url: URL, answer: IncomingMessage, { limits, stop }: Bounds): SafeResponse {
  const status = answer.statusCode ?? 0;
  const close = (): void => {
    stop.clear();
    answer.destroy();
  };
  if (status !== 200 && status !== 304) {
    close();
    throw refusedBy(url, status);
  }
  answer.on('error', () => undefined);
  return {
    status,
    url,
    header: (name) => {
      const value = answer.headers[name];
      return typeof value === 'string' ? value : null;
    },
    chunks: () => limitedBody(url, answer, { limits, stop }),
    close,
  };
}

async function* limitedBody(
  url: URL,
  answer: IncomingMessage,
  { limits, stop }: Bounds,
): AsyncGenerator<Uint8Array, void, undefined> {
  const pieces: AsyncIterator<Uint8Array> = answer[Symbol.asyncIterator]();
  let length = 0;
  try {
    for (;;) {
      const piece = await stop.within(limits.idleMs, 'the next piece', () => pieces.next());
      if (piece.done === true) return;
      length += piece.value.length;
      if (length > limits.bytes) throw failed(url.href, `more than ${limits.bytes} bytes, the limit`);
      yield piece.value;
    }
  } finally {
    stop.clear();
    answer.destroy();
  }
}

function refusedBy(url: URL, status: number): AppError {
  if (status === 404 || status === 410 || status === 300) {
    return new AppError(
      'NOT_FOUND',
      `${url.href} does not exist (${status}).`,
      'Check the address in a browser.',
    );
  }
  const remedy =
    status === 429 || status >= 500
      ? 'It is busy or broken: try again later.'
      : 'Check the address in a browser.';
  return new AppError('ARCHIVE_UNREADABLE', `${url.href} answers ${status}.`, remedy);
}

function failed(text: string, cause: string): AppError {
  return new AppError(
    'ARCHIVE_UNREADABLE',
    `${text} cannot be fetched: ${cause}.`,
    'Check the network and the address, then try again.',
  );
}

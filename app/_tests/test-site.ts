import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { hashSecret, makeSecret } from '@/lib/auth/secret.ts';
import { createAccount, saveRole } from '@/lib/store/account/account-row.ts';
import { insertSession, insertToken } from '@/lib/store/account/session-row.ts';
import type { Role } from '@/lib/store/reader.ts';
import { runWrite } from '@/lib/store/write.ts';

/** All route handlers of app/ behind one function that takes requests as Next would hand them over; for tests. */

type Params = Readonly<Record<string, string | readonly string[]>>;
type Handler = (request: Request, context: { readonly params: Promise<Params> }) => Promise<Response>;

export type Route = {
  /** As the folders say it: `/admin/role`, `/[inbox]/[msgid]`. */
  readonly path: string;
  readonly handlers: Readonly<Record<string, Handler>>;
};

export const HOST = 'docket.example';
/** Name of the header with the address of the peer, as ingest/start/peer-address.mjs would draw one. */
const PEER_HEADER = 'x-docket-peer-test';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

export async function loadRoutes(): Promise<readonly Route[]> {
  process.env['DOCKET_PEER_HEADER'] = PEER_HEADER;
  const folder = join(import.meta.dirname, '..');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?:^|\/)route\.tsx?$/.test(file),
  );
  const routes: Route[] = [];
  for (const file of files.sort()) {
    const exported: [string, unknown][] = Object.entries(await import(join(folder, file)));
    const path = `/${relative(folder, join(folder, file)).replace(/\/?route\.tsx?$/, '')}`;
    const handlers = exported.filter(([name]) => METHODS.includes(name)) as [string, Handler][];
    routes.push({ path, handlers: Object.fromEntries(handlers) });
  }
  return routes;
}

export type Sent = {
  readonly method?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** A Cookie header value. */
  readonly cookie?: string | null;
  readonly token?: string | null;
  /** Taken as they are; null leaves one out that would be there. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string | null;
  readonly address?: string;
};

export type Send = (path: string, sent?: Sent) => Promise<Response>;

/** A browser on a page of ours unless `sent` says otherwise; POST when there is a body. */
export function createSend(routes: readonly Route[]): Send {
  return async (path, sent = {}) => {
    const method = sent.method ?? (sent.form || sent.json !== undefined || sent.body ? 'POST' : 'GET');
    const request = requestOf(path, method, sent);
    const found = findRoute(routes, new URL(request.url).pathname);
    // Next answers HEAD by GET.
    const handler = found?.route.handlers[method === 'HEAD' ? 'GET' : method];
    if (found === null || handler === undefined) return new Response(null, { status: found ? 405 : 404 });
    return handler(request, { params: Promise.resolve(found.params) });
  };
}

function requestOf(path: string, method: string, sent: Sent): Request {
  const headers: Record<string, string | null> = {
    host: HOST,
    [PEER_HEADER]: sent.address ?? '192.0.2.1',
    ...(method === 'GET' ? {} : { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' }),
    ...(sent.json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(sent.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(sent.cookie ? { cookie: sent.cookie } : {}),
    ...(sent.token ? { authorization: `Bearer ${sent.token}` } : {}),
    ...sent.headers,
  };
  const kept = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null);
  const json = sent.json === undefined ? null : JSON.stringify(sent.json);
  const form = sent.form === undefined ? null : new URLSearchParams(sent.form).toString();
  // The host a client names stands in the header alone.
  return new Request(`http://localhost${path}`, { method, headers: kept, body: sent.body ?? json ?? form });
}

function findRoute(
  routes: readonly Route[],
  pathname: string,
): { readonly route: Route; readonly params: Params } | null {
  const steps = pathname.split('/').filter((step) => step !== '');
  // Names before parameters, parameters before the rest, as Next chooses.
  const ordered = [...routes].sort((a, b) => rankOf(a.path) - rankOf(b.path));
  for (const route of ordered) {
    const params = paramsOf(route.path.split('/').filter(Boolean), steps);
    if (params !== null) return { route, params };
  }
  return null;
}

function rankOf(path: string): number {
  return path.includes('[...') ? 1_000 : (path.match(/\[/g) ?? []).length;
}

function paramsOf(pattern: readonly string[], steps: readonly string[]): Params | null {
  if (pattern[0]?.startsWith('[...')) return { rest: steps };
  if (pattern.length !== steps.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of pattern.entries()) {
    const step = decodeURIComponent(steps[i] ?? '');
    const name = /^\[(\w+)\]$/.exec(part)?.[1];
    if (name !== undefined) params[name] = step;
    else if (part !== step) return null;
  }
  return params;
}

export type TestAccount = {
  readonly id: string;
  readonly email: string;
  readonly cookie: string;
  readonly token: string;
};

let made = 0;

/** An account with a session and a token. `passwordHash` null: nobody signs in to it with a password. */
export async function makeAccount(options: {
  readonly email?: string;
  readonly name?: string;
  readonly passwordHash?: string | null;
  readonly isAdmin?: boolean;
  readonly roles?: Readonly<Record<string, Role>>;
}): Promise<TestAccount> {
  made += 1;
  const email = options.email ?? `person-${made}@${HOST}`;
  const [session, token] = [makeSecret(), `docket_${makeSecret()}`];
  return runWrite(async (write) => {
    const { name = `Person ${made}`, passwordHash = null, isAdmin = false } = options;
    const id = (await createAccount(write, { email, name, passwordHash, isAdmin })) ?? '';
    for (const [list, role] of Object.entries(options.roles ?? {})) await saveRole(write, id, list, role);
    const common = { accountId: id, days: 1 };
    await insertSession(write, {
      ...common,
      tokenHash: hashSecret(session),
      address: '192.0.2.1',
      agent: '',
    });
    await insertToken(write, { ...common, tokenHash: hashSecret(token), name: 'test' });
    return { id, email, cookie: `docket-session=${session}`, token };
  });
}

/** The cookie that a response sets, as the browser sends it back; null when it sets none or takes it away. */
export function cookieOf(response: Response, name: string): string | null {
  const values = response.headers.getSetCookie().filter((value) => value.includes(`${name}=`));
  const pair = values.at(-1)?.split(';')[0] ?? '';
  return pair === '' || pair.endsWith('=') ? null : pair;
}

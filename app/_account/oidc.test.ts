import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { newAddress } from '@/app/_tests/test-sign-in.ts';
import { cookieOf, createSend, HOST, loadRoutes, makeAccount, type Send } from '@/app/_tests/test-site.ts';
import type { TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** Sign in through an OpenID Connect provider: a small one of our own, on the loopback address. */

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const { privateKey: otherKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });

/** What the provider says next; a test sets what it needs. */
type Saying = {
  sub: string;
  email: string;
  verified: boolean;
  /** Overrides of the id token's claims. */
  claims: Readonly<Record<string, unknown>>;
  key: typeof privateKey;
};
let saying: Saying;
/** Each try of a test has somebody of its own. */
let people = 0;
/** What was asked at the authorization endpoint, by code. */
const asked = new Map<string, URLSearchParams>();

let described = 0;
let provider: Server;
let issuer = '';
let database: TestDatabase;
let send: Send;

beforeAll(async () => {
  database = await cloneForPages();
  provider = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      const answer = answerOf(new URL(request.url ?? '', issuer).pathname, new URLSearchParams(body));
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.json));
    });
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    DOCKET_URL: `http://${HOST}`,
    DOCKET_OIDC_ISSUER: issuer,
    DOCKET_OIDC_CLIENT_ID: 'docket',
    DOCKET_OIDC_CLIENT_SECRET: 'a secret of the client',
    DOCKET_OIDC_NAME: 'Test Provider',
  });
  send = createSend(await loadRoutes());
});
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  delete process.env['DOCKET_OIDC_SIGN_UP'];
  people += 1;
  const sub = `u${people}`;
  saying = { sub, email: `${sub}@docket.example`, verified: true, claims: {}, key: privateKey };
});
afterAll(async () => {
  for (const name of Object.keys(process.env))
    if (/^DOCKET_(?:URL|OIDC)/.test(name)) delete process.env[name];
  provider.closeAllConnections();
  await new Promise((resolve) => provider.close(resolve));
  await database.drop();
});

function answerOf(path: string, body: URLSearchParams): { readonly status: number; readonly json: unknown } {
  switch (path) {
    case '/.well-known/openid-configuration':
      described += 1;
      return {
        status: 200,
        json: {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ['code'],
          id_token_signing_alg_values_supported: ['RS256'],
          subject_types_supported: ['public'],
        },
      };
    case '/keys':
      return {
        status: 200,
        json: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] },
      };
    case '/token':
      return tokenOf(body);
    default:
      return { status: 404, json: {} };
  }
}

function tokenOf(body: URLSearchParams): { readonly status: number; readonly json: unknown } {
  const code = body.get('code') ?? '';
  const request = asked.get(code);
  // A code works once.
  asked.delete(code);
  const challenge = createHash('sha256')
    .update(body.get('code_verifier') ?? '')
    .digest('base64url');
  const isRight =
    request !== undefined &&
    request.get('code_challenge') === challenge &&
    body.get('redirect_uri') === request.get('redirect_uri') &&
    body.get('client_secret') === 'a secret of the client';
  if (!isRight) return { status: 400, json: { error: 'invalid_grant' } };
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    iss: issuer,
    aud: 'docket',
    sub: saying.sub,
    iat: now,
    exp: now + 300,
    nonce: request.get('nonce'),
    email: saying.email,
    email_verified: saying.verified,
    name: 'From Provider',
    ...saying.claims,
  };
  return {
    status: 200,
    json: { access_token: 'x', token_type: 'Bearer', expires_in: 300, id_token: sign(claims) },
  };
}

function sign(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', kid: 'k', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(saying.key).toString('base64url')}`;
}

type Begun = { readonly cookie: string; readonly query: string };

/** To the provider and back: what the browser holds then. */
async function begin(next = '/account'): Promise<Begun> {
  const response = await send(`/sign-in/oidc?next=${encodeURIComponent(next)}`);
  expect(response.status).toBe(302);
  const url = new URL(response.headers.get('location') ?? '');
  expect(url.origin).toBe(issuer);
  expect(url.searchParams.get('redirect_uri')).toBe(`http://${HOST}/sign-in/oidc/callback`);
  const code = `code-${asked.size}-${Math.round(performance.now() * 1_000)}`;
  asked.set(code, url.searchParams);
  const query = new URLSearchParams({ code, state: url.searchParams.get('state') ?? '' }).toString();
  return { cookie: cookieOf(response, 'docket-oidc') ?? '', query };
}

function finish({ cookie, query }: Begun): Promise<Response> {
  // From one address thirty a minute are taken.
  return send('/sign-in/oidc/callback', { form: { query }, cookie, address: newAddress() });
}

async function check(expected: number): Promise<Response> {
  const response = await finish(await begin());
  expect(response.status).toBe(expected);
  return response;
}

test('the page offers it, and the way back shows a button: a GET writes nothing', async () => {
  expect(await (await send('/sign-in')).text()).toContain('Sign in with Test Provider');
  const { cookie, query } = await begin();
  const page = await send(`/sign-in/oidc/callback?${query}`, { cookie });
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(await page.text()).toContain('action="/sign-in/oidc/callback"');
});

test('an address that the provider verified is the account with it; later the subject alone', async () => {
  const me = await makeAccount({ email: saying.email });
  const response = await check(303);
  expect(response.headers.get('location')).toBe('/account');
  const json = { accept: 'application/json' };
  const cookie = cookieOf(response, 'docket-session');
  const account = (await (await send('/account', { cookie, headers: json })).json()) as {
    reader: { accountId: string };
  };
  expect(account.reader.accountId).toBe(me.id);
  saying = { ...saying, email: `moved-${saying.email}`, verified: false };
  await check(303);
});

test('strangers get no account unless the operator wants that', async () => {
  await check(401);
  process.env['DOCKET_OIDC_SIGN_UP'] = 'yes';
  const cookie = cookieOf(await check(303), 'docket-session');
  const page = await (await send('/account', { cookie })).text();
  expect(page).toContain('From Provider');
  expect((await send('/admin', { cookie })).status).toBe(403);
});

test('an address that was not verified takes over nothing', async () => {
  await makeAccount({ email: saying.email, isAdmin: true });
  saying = { ...saying, verified: false };
  process.env['DOCKET_OIDC_SIGN_UP'] = 'yes';
  await check(401);
  saying = { ...saying, claims: { email_verified: 'true' } };
  await check(401);
});

test.each([
  ['another audience', { aud: 'someone-else' }],
  ['another issuer', { iss: 'https://evil.example' }],
  ['another nonce', { nonce: 'replayed-from-another-browser' }],
  ['expired', { exp: 1_000 }],
  ['no subject', { sub: undefined }],
])('an id token for %s is refused', async (_, claims) => {
  await makeAccount({ email: saying.email });
  saying = { ...saying, claims };
  await check(401);
});

test('a token that another key signed is refused', async () => {
  await makeAccount({ email: saying.email });
  saying = { ...saying, key: otherKey };
  await check(401);
});

test('state, cookie and code belong together, once', async () => {
  await makeAccount({ email: saying.email });
  const [one, two] = [await begin(), await begin()];
  expect((await finish({ cookie: one.cookie, query: two.query })).status).toBe(401);
  expect((await finish({ cookie: '', query: one.query })).status).toBe(401);
  expect((await finish({ cookie: 'docket-oidc=e30', query: one.query })).status).toBe(401);
  const three = await begin();
  expect((await finish(three)).status).toBe(303);
  expect((await finish(three)).status).toBe(401);
  const denied = await begin();
  const state = new URLSearchParams(denied.query).get('state') ?? '';
  expect((await finish({ ...denied, query: `error=access_denied&state=${state}` })).status).toBe(401);
});

test('a disabled account does not come in this way', async () => {
  const admin = await makeAccount({ isAdmin: true });
  const me = await makeAccount({ email: saying.email });
  await check(303);
  await send('/admin/rights', {
    json: { account: me.id, admin: false, disabled: true },
    cookie: admin.cookie,
  });
  await check(401);
});

test('an account that is disabled at the moment of the sign in keeps no session of it', async () => {
  const me = await makeAccount({ email: saying.email });
  await check(303);
  const begun = await begin();
  let answer: Promise<Response> | null = null;
  await runWrite(async (write) => {
    await write.rows(sql`UPDATE operational.account SET disabled_at = now() WHERE id = ${me.id}::uuid`);
    await write.rows(sql`DELETE FROM operational.account_session WHERE account_id = ${me.id}::uuid`);
    answer = finish(begun);
    // Until it waits for the row, or was done without.
    await Promise.race([answer, sleep(1_000)]);
  });
  const { status } = (await answer) as unknown as Response;
  const kept = await runWrite((write) =>
    write.rows(sql`SELECT id::text FROM operational.account_session WHERE account_id = ${me.id}::uuid`),
  );
  expect([status, kept.length]).toEqual([401, 0]);
});

test('where it leads afterwards is a page of ours', async () => {
  await makeAccount({ email: saying.email });
  const response = await finish(await begin('//evil.example'));
  expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
});

test('whoever asks again and again does not make the server ask the provider as often', async () => {
  const before = described;
  for (let time = 0; time < 5; time += 1) await begin();
  expect(described - before).toBeLessThan(2);
});

test('a provider that is away: 503, a line in the log, and password sign in goes on', async () => {
  process.env['DOCKET_OIDC_ISSUER'] = 'http://127.0.0.1:9';
  expect((await send('/sign-in/oidc')).status).toBe(503);
  expect(console.error).toHaveBeenCalledWith(
    expect.stringMatching(/^\{"event":"oidc not begun","code":"\w+"\}$/),
  );
  expect((await send('/sign-in')).status).toBe(200);
  process.env['DOCKET_OIDC_ISSUER'] = issuer;
});

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FetchLimits, fetchSafely, readBody } from './fetch-safely.ts';
import type { HostPolicy } from './host-policy.ts';
import { isPublicAddress } from './public-address.ts';

/** Point 36 of reliability.md, against servers on loopback and a resolver that says what the test wants. */
const servers: Server[] = [];
let port = 0;
const asked: string[] = [];

const pages: Record<string, RequestListener> = {
  '/ok': (_, response) => response.end('body'),
  '/host': (request, response) => response.end(request.headers.host),
  '/loop': (_, response) => redirect(response, '/loop'),
  '/five': (_, response) => redirect(response, '/4'),
  '/4': (_, response) => redirect(response, '/3'),
  '/3': (_, response) => redirect(response, '/2'),
  '/2': (_, response) => redirect(response, '/1'),
  '/1': (_, response) => redirect(response, '/ok'),
  '/again': (_, response) => redirect(response, `http://lore.test:${port}/ok`),
  '/no-address': (_, response) => redirect(response, 'http://['),
  '/endless': (_, response) => {
    const more = (): void => {
      while (response.write(Buffer.alloc(65_536)));
    };
    response.on('drain', more);
    more();
  },
  '/drip': (_, response) => {
    const timer = setInterval(() => response.write('.'), 40);
    response.on('close', () => clearInterval(timer));
  },
  '/stalls': (_, response) => response.write('.'),
  '/silent': () => undefined,
  '/cut': (_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('half', () => response.destroy());
  },
  '/long-head': (_, response) => response.writeHead(200, { 'x-long': 'x'.repeat(80_000) }).end(),
  '/missing': (_, response) => response.writeHead(404).end(),
  '/busy': (_, response) => response.writeHead(503).end(),
  '/same': (request, response) =>
    response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 200).end(),
};

function redirect(response: Parameters<RequestListener>[1], location: string): void {
  response.writeHead(302, { location }).end();
}

const answer: RequestListener = (request, response) => {
  const url = request.url ?? '';
  asked.push(`${request.socket.localAddress}${url}`);
  if (url.startsWith('/to?')) return redirect(response, decodeURIComponent(url.slice(4)));
  return (pages[url] as RequestListener)(request, response);
};

beforeAll(async () => {
  const first = await listen('127.0.0.1', 0);
  port = (first.address() as AddressInfo).port;
  await listen('127.0.0.2', port);
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(address: string, at: number): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(at, address, resolve));
  servers.push(server);
  return server;
}

/** Answers of the name server, one after the other; the last one stays. */
function policy(allowed: readonly string[], ...answers: readonly (readonly string[])[]): HostPolicy {
  let lookups = 0;
  return {
    allowed,
    resolve: async () => answers[Math.min(lookups++, answers.length - 1)] ?? [],
    // 127.0.0.2 plays the public internet.
    isPublic: (address) => address === '127.0.0.2' || isPublicAddress(address),
  };
}

async function outcome(url: string, rules: HostPolicy, limits: Partial<FetchLimits> = {}): Promise<string> {
  try {
    const response = await fetchSafely(url, { policy: rules, limits });
    return (await readBody(response)).toString();
  } catch (error) {
    return `${(error as { code?: string }).code}: ${(error as Error).message}`;
  }
}

/** A page of the server at its listed address. */
async function check(
  path: string,
  expected: string | RegExp,
  limits: Partial<FetchLimits> = {},
): Promise<void> {
  expect(await outcome(`http://127.0.0.1:${port}${path}`, policy([`127.0.0.1:${port}`]), limits)).toMatch(
    expected,
  );
}

test('a listed address is reached, and only on its port', async () => {
  await check('/ok', /^body$/);
  const other = policy(['127.0.0.1:1']);
  expect(await outcome(`http://127.0.0.1:${port}/ok`, other)).toMatch(
    /^BAD_INPUT: Docket may not fetch from/,
  );
});

test('hosts that are not listed are refused without being asked', async () => {
  asked.length = 0;
  const rules = policy(['lore.test'], ['127.0.0.1']);
  const hosts = [
    '127.0.0.1',
    '[::1]',
    '[::ffff:7f00:1]',
    '[::ffff:127.0.0.1]',
    '0',
    '2130706433',
    '0x7f.1',
    '0177.1',
  ];
  hosts.push(
    '169.254.169.254',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.0.1',
    '[fd00::1]',
    '[fe80::1]',
    'localhost',
  );
  hosts.push(
    'lore.test.',
    'xlore.test',
    'lore.test.evil.example',
    'lore.test%2eevil.example',
    'evil.example',
  );
  for (const host of hosts) {
    expect(await outcome(`http://${host}:${port}/ok`, rules)).toMatch(
      /^BAD_INPUT: Docket may not fetch from/,
    );
    const to = `/to?${encodeURIComponent(`http://${host}:${port}/ok`)}`;
    const start = policy([`127.0.0.2:${port}`], ['127.0.0.1']);
    expect(await outcome(`http://127.0.0.2:${port}${to}`, start)).toMatch(
      /^BAD_INPUT: Docket may not fetch from/,
    );
  }
  expect(asked.filter((request) => request.endsWith('/ok'))).toEqual([]);
});

test('other schemes and user names are refused, in redirects as well', async () => {
  const urls = [
    'file:///etc/passwd',
    'gopher://x/',
    'ftp://lore.test/',
    'javascript:alert(1)',
    'data:,x',
    'no url',
  ];
  for (const url of urls) {
    expect(await outcome(url, policy(['lore.test'], ['127.0.0.2']))).toMatch(/^UNSUPPORTED: /);
    if (URL.canParse(url)) await check(`/to?${encodeURIComponent(url)}`, /^UNSUPPORTED: /);
  }
  expect(await outcome('http://lore.test@evil.example/', policy(['lore.test']))).toMatch(
    /^BAD_INPUT: .* user name/,
  );
  await check(`/to?${encodeURIComponent(`http://a:b@127.0.0.1:${port}/ok`)}`, /^BAD_INPUT: .* user name/);
});

test('an allowed name that leads to a private address is refused, one among several condemns all', async () => {
  const url = `http://lore.test:${port}/ok`;
  const allowed = [`lore.test:${port}`];
  for (const address of [
    '127.0.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    'fd00::1',
    '0.0.0.0',
  ]) {
    expect(await outcome(url, policy(allowed, [address]))).toMatch(/^BAD_INPUT: lore\.test leads to/);
    expect(await outcome(url, policy(allowed, ['127.0.0.2', address]))).toMatch(
      /^BAD_INPUT: lore\.test leads to/,
    );
  }
  expect(await outcome(url, policy(allowed, []))).toMatch(/^ARCHIVE_UNREADABLE: The address of lore\.test/);
});

test('the connection goes to the address that was checked, whatever the name server says next', async () => {
  asked.length = 0;
  const allowed = [`lore.test:${port}`];
  const rebinding = policy(allowed, ['127.0.0.2'], ['127.0.0.1']);
  expect(await outcome(`http://lore.test:${port}/host`, rebinding)).toBe(`lore.test:${port}`);
  expect(asked).toEqual(['127.0.0.2/host']);
  const changing = policy(allowed, ['127.0.0.2'], ['127.0.0.1']);
  expect(await outcome(`http://lore.test:${port}/again`, changing)).toMatch(
    /^BAD_INPUT: lore\.test leads to 127/,
  );
  expect(asked).toEqual(['127.0.0.2/host', '127.0.0.2/again']);
});

test('five redirects are followed, six are not', async () => {
  await check('/five', /^body$/);
  await check('/loop', /^ARCHIVE_UNREADABLE: .* more than 5 redirects/);
  await check('/no-address', /^ARCHIVE_UNREADABLE: .* redirect to what is no address/);
});

test('endless, slow, silent, cut and overlong answers end', async () => {
  await check('/endless', /^ARCHIVE_UNREADABLE: .* more than 1000000 bytes/, { bytes: 1_000_000 });
  await check('/drip', /^ARCHIVE_UNREADABLE: .* the transfer took longer/, { totalMs: 300 });
  await check('/stalls', /^ARCHIVE_UNREADABLE: .* the next piece took longer/, { idleMs: 200 });
  await check('/silent', /^ARCHIVE_UNREADABLE: .* the answer took longer/, { headMs: 200 });
  await check('/cut', /^ARCHIVE_UNREADABLE: /);
  await check('/long-head', /^ARCHIVE_UNREADABLE: .*HPE_HEADER_OVERFLOW/);
});

test('a head that trickles in and a refused connection end', async () => {
  const trickle = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket.write('x: y\r\n'), 30);
    socket.on('close', () => clearInterval(timer));
  });
  await new Promise<void>((resolve) => trickle.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(trickle.address() as AddressInfo).port}`;
  expect(await outcome(`http://${host}/`, policy([host]), { headMs: 300 })).toMatch(/the answer took longer/);
  await new Promise((resolve) => trickle.close(resolve));
  expect(await outcome(`http://${host}/`, policy([host]))).toMatch(/^ARCHIVE_UNREADABLE: .* ECONNREFUSED/);
});

test('refusals of the server are told apart', async () => {
  await check('/missing', /^NOT_FOUND: .*404/);
  await check('/busy', /^ARCHIVE_UNREADABLE: .*503/);
  const url = `http://127.0.0.1:${port}/same`;
  const rules = policy([`127.0.0.1:${port}`]);
  const response = await fetchSafely(url, { policy: rules, headers: { 'if-none-match': '"1"' } });
  expect(response.status).toBe(304);
  response.close();
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as getList } from '@/app/[inbox]/route.tsx';
import { POST as comment } from '@/app/api/comments/route.tsx';
import { GET as listen } from '@/app/api/live/route.ts';
import { POST as takeInvite } from '@/app/invite/[token]/route.tsx';
import { GET as getHome } from '@/app/route.tsx';

/** The database is away: pages say so and when to come back, they do not fail. */

const VARIABLE = 'DOCKET_WEB_DATABASE_URL';
const before = process.env[VARIABLE];

beforeAll(() => {
  // A socket that is not there, as while the server restarts.
  process.env[VARIABLE] = 'postgresql://docket@localhost/docket?host=%2Fnonexistent';
});

afterAll(() => {
  if (before === undefined) delete process.env[VARIABLE];
  else process.env[VARIABLE] = before;
});

async function check(response: Response): Promise<void> {
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('10');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const html = await response.text();
  expect(html).toContain('The archive is not available');
  expect(html).not.toContain('/nonexistent');
}

test('503 with Retry-After instead of an error', async () => {
  await check(await getHome(new Request('http://docket.example/')));
  const params = Promise.resolve({ inbox: 'linux-xfs' });
  await check(await getList(new Request('http://docket.example/linux-xfs/'), { params }));
});

test('a page that would be live is told to come back, and takes no place', async () => {
  const cookie = { cookie: `docket-session=${'x'.repeat(43)}` };
  // More than one client has places.
  for (let n = 0; n < 70; n += 1) {
    const url = 'http://docket.example/api/live?design=a@x';
    const { status, headers } = await listen(new Request(url, { headers: n % 2 === 0 ? {} : cookie }));
    expect([status, headers.get('retry-after')]).toEqual([503, '10']);
    expect(headers.get('cache-control')).toBe('private, no-store, no-transform');
  }
});

test('a form of a link says so too: whether the link lives is not asked again', async () => {
  const path = `http://docket.example/invite/${'x'.repeat(43)}`;
  const headers = {
    host: 'docket.example',
    origin: 'http://docket.example',
    'content-type': 'application/x-www-form-urlencoded',
  };
  const request = new Request(path, { method: 'POST', headers, body: 'name=Ivy&password=a+long+password' });
  const response = await takeInvite(request, { params: Promise.resolve({ token: 'x'.repeat(43) }) });
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '10']);
  expect(await response.text()).toContain('The database does not answer.');
});

test('what was written meanwhile is on the page, to be sent again', async () => {
  const headers = {
    host: 'docket.example',
    origin: 'http://docket.example',
    cookie: `docket-session=${'x'.repeat(43)}`,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const url = 'http://docket.example/api/comments';
  const request = new Request(url, { method: 'POST', headers, body: 'about=item&text=An+hour+of+words' });
  const response = await comment(request, { params: Promise.resolve({}) });
  expect(response.status).toBe(503);
  const html = await response.text();
  expect(html).toContain('An hour of words</textarea>');
  expect(html).toContain('<input type="hidden" name="about" value="item"/>');
});

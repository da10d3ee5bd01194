import { expect, test, vi } from 'vitest';
import { namesTag } from '@/app/_ui/etag.ts';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';

test('tags are compared weakly, and a comma in one parts nothing', async () => {
  const html = htmlResponse(new Request('http://docket.example/'), <p>words</p>);
  const etag = (await html).headers.get('etag') ?? '';
  const strong = etag.slice(2);
  for (const [tags, isNamed] of [
    [strong, true],
    [`"x",${strong}`, true],
    [`W/"a, b", ${etag}`, true],
    [' * ', true],
    [`"a, ${strong.slice(1)}`, false],
    [`"x ${etag}"`, false],
    ['"*"', false],
    ['W/"x", *', false],
    [strong.slice(1, -1), false],
    ['', false],
    ['"', false],
  ] as const) {
    expect([tags, namesTag(tags, etag)]).toEqual([tags, isNamed]);
  }
});

test('who has a page already is told so, whichever way the tag is named', async () => {
  const ask = (tags: string | null): Promise<Response> => {
    const headers: Record<string, string> = tags === null ? {} : { 'If-None-Match': tags };
    return htmlResponse(new Request('http://docket.example/', { headers }), <p>words</p>);
  };
  const etag = (await ask(null)).headers.get('etag') ?? '';
  expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
  const statuses = ['W/"x"', etag, `W/"x", ${etag}`, '*'].map(async (tags) => (await ask(tags)).status);
  expect(await Promise.all(statuses)).toEqual([200, 304, 304, 304]);
});

test('a defect has a page that says so and when, and its stack is in the log, not on the page', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const defect = new Error('words of a mail');
  const response = await servePage(new Request('http://docket.example/list/a@x/'), () =>
    Promise.reject(defect),
  );
  const html = await response.text();
  expect([response.status, response.headers.get('cache-control')]).toEqual([500, 'no-store']);
  expect(html).toContain('<h1>Docket failed here</h1>');
  expect(html).not.toContain('words of a mail');
  const [[at, path, logged] = []] = log.mock.calls;
  expect([path, logged]).toEqual(['/list/a@x/', defect]);
  expect(html).toContain(`${String(at).slice(0, 19).replace('T', ' ')} UTC`);
  log.mockRestore();
});

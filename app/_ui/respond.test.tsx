import { expect, test } from 'vitest';
import { namesTag } from '@/app/_ui/etag.ts';
import { htmlResponse } from '@/app/_ui/respond.tsx';

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

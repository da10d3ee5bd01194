import { expect, test } from 'vitest';
import { htmlResponse } from '@/app/_ui/respond.tsx';

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

import { beforeAll, expect, test } from 'vitest';
import { type Mail, mbox } from '@/app/_tests/test-private-list-mails.ts';
import { createSend, loadRoutes, type Send } from '@/app/_tests/test-site.ts';
import { openPrivateArchive } from '@/ingest/hostile/test-private-archive.ts';

/**
 * A long thread leads from part to part also where the mail that would begin one is on a private list, and its parts do
 * not tell how many of its mails are.
 */

let send: Send;

const idOf = (n: number): string => `n${String(n).padStart(3, '0')}@x`;
/** At place 200, which begins the second part, and the last two of the first. */
const HIDDEN = [198, 199, 200];
const LAST = 450;

beforeAll(async () => {
  const mails = Array.from(
    { length: LAST + 1 },
    (_, n): Mail => ({
      id: idOf(n),
      subject: n === 0 ? 'a long talk' : 'Re: a long talk',
      ...(n === 0 ? {} : { answers: idOf(0) }),
      body: 'Words.\n',
      minute: n === 0 ? 0 : 1,
    }),
  );
  const archive = await openPrivateArchive({
    open: mbox(mails.filter((_, n) => !HIDDEN.includes(n))),
    secret: mbox(mails.filter((_, n) => HIDDEN.includes(n))),
  });
  send = createSend(await loadRoutes());
  return archive.close;
}, 240_000);

async function part(path: string): Promise<{ readonly pager: string; readonly next: string | undefined }> {
  const html = await (await send(path, {})).text();
  const pager = /<nav class="pager" aria-label="Parts of this thread">(.*?)<\/nav>/s.exec(html)?.[1] ?? '';
  const text = pager.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  return { pager: text.trim(), next: /href="([^"]+)" rel="next"/.exec(pager)?.[1] };
}

test('each part leads to the next', async () => {
  const first = await part(`/open/${idOf(0)}/T/`);
  expect(first.pager).toBe('1–200 201–400 401–448');
  expect(first.next).toBe(`/open/${idOf(203)}/T/`);
  const second = await part(first.next ?? '');
  expect(second.next).toBe(`/open/${idOf(403)}/T/`);
  const third = await part(second.next ?? '');
  expect(third).toEqual({ pager: first.pager, next: undefined });
});

import { expect, test } from 'vitest';
import { parseEmail } from './parse-email.ts';

async function read(from: string, usePlainPath: boolean) {
  const fields = `From: ${from}\nMessage-ID: <m@x>\nDate: 18 Jul 2024 09:02:08 -0400\n`;
  const raw = Buffer.from(`${fields}\nAcked-by: Bo Kim <bo at k.example>\n`);
  const { from: sender, facts, problems } = await parseEmail(raw, undefined, usePlainPath);
  return { sender, tags: facts.trailers.map(({ value }) => value), problems };
}

test('the sender as an archive shows him that hides addresses', async () => {
  const rest = { tags: ['Bo Kim <bo@k.example>'], problems: [] };
  for (const usePlainPath of [true, false]) {
    expect(await read('ann.lee at example.com (Ann Lee)', usePlainPath)).toEqual({
      sender: { name: 'Ann Lee', email: 'ann.lee@example.com' },
      ...rest,
    });
    expect(await read('bo at k.example (=?utf-8?b?QsOz?= Kim)', usePlainPath)).toEqual({
      sender: { name: 'B\u00f3 Kim', email: 'bo@k.example' },
      ...rest,
    });
  }
});

import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startSmtp, type TestSmtp } from '@/ingest/letters/test-smtp.ts';
import { sendMail } from '@/lib/auth/send-mail.ts';

/** What a mail server that fails leaves to be sent again, and what mail says of itself. */

const MAIL = { to: 'ann@docket.example', subject: 'A digest', text: 'Words.\n' };
const FROM = 'Docket <docket@docket.example>';

let smtp: TestSmtp;

beforeAll(async () => {
  smtp = await startSmtp();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
beforeEach(() => {
  smtp.mails.length = 0;
});
afterAll(() => smtp.close());

async function check(port: number, expected: string): Promise<void> {
  expect(await sendMail({ url: `smtp://127.0.0.1:${port}`, from: FROM }, MAIL)).toBe(expected);
}

test('what never got as far as the text was got by nobody; what broke behind it, nobody knows', async () => {
  await check(smtp.port, 'sent');
  smtp.behave('refuses');
  await check(smtp.port, 'refused');
  smtp.behave('hangs up');
  await check(smtp.port, 'unknown');
  smtp.behave('takes');
  await check(1, 'away');
});

/** A proxy whose server is away; one that speaks another protocol; one that never comes to speak of mail. */
test.each([
  ['closes', ''],
  ['speaks HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ['closes after its greeting', '220 test\r\n'],
  ['is too busy to talk', '421 later\r\n'],
])('a server that %s has nothing', async (_, greeting) => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(greeting);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    await check(typeof address === 'object' && address !== null ? address.port : 0, 'away');
  } finally {
    server.close();
  }
});

test('no vacation answers it, and one click ends it behind https alone', async () => {
  for (const unsubscribe of [undefined, 'http://docket.example/u/x', 'https://docket.example/u/x']) {
    await sendMail(
      { url: `smtp://127.0.0.1:${smtp.port}`, from: FROM },
      unsubscribe ? { ...MAIL, unsubscribe } : MAIL,
    );
  }
  const [plain = '', http = '', https = ''] = smtp.mails.map(({ text }) => text);
  for (const text of [plain, http, https]) expect(text).toMatch(/^Auto-Submitted: auto-generated$/m);
  expect(plain).not.toContain('List-Unsubscribe');
  expect(http).toMatch(/^List-Unsubscribe: <http:/m);
  expect(http).not.toContain('List-Unsubscribe-Post');
  expect(https).toMatch(/^List-Unsubscribe: <https:/m);
  expect(https).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
});

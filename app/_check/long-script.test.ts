import { afterAll, expect, test } from 'vitest';
import { createSend, loadRoutes } from '@/app/_tests/test-site.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';

/** The form of a run is sent by POST and answered with an address, however long the script is. */
const database = await cloneForPages();
const send = createSend(await loadRoutes());

afterAll(() => database.drop());

/** What Node takes of a request line and all headers together. */
const HEADER_BYTES = 16_384;

const SETTINGS = { strategy: 'scan-revalidate', profile: 'iomap_valid=0', events: '' };
const COMMANDS = ['falloc 0 4k', 'pwrite 0 4k', 'truncate 2k'];

function ask(script: string): Promise<Response> {
  return send('/run', { form: { script, ...SETTINGS } });
}

function addressOf(response: Response): string {
  expect(response.status).toBe(303);
  return response.headers.get('location') ?? '';
}

test('a short script is asked for by an address that can be read', async () => {
  expect(addressOf(await ask(COMMANDS.join('\r\n')))).toBe(
    '/run?script=falloc+0+4k%0Apwrite+0+4k%0Atruncate+2k&strategy=scan-revalidate&profile=iomap_valid%3D0',
  );
});

test.each([
  [
    'commands',
    [
      'falloc 0 16k',
      ...Array.from(
        { length: 240 },
        (_, at) => `pwrite -S ${65 + (at % 13)} ${(at * 7) % 16}k ${1 + (at % 3)}k`,
      ),
      'truncate 2k',
    ],
  ],
  [
    'prose',
    [
      ...Array.from({ length: 1_900 }, (_, at) => `# why, part ${at}: ${'words and '.repeat(5)}`),
      ...COMMANDS,
    ],
  ],
])('a long script of %s too, and what it finds leads on', async (_, lines) => {
  const script = lines.join('\n');
  const address = addressOf(await ask(script));
  expect(address.length).toBeLessThan(HEADER_BYTES / 2);
  const page = await send(address);
  const html = await page.text();
  expect([page.status, html.includes('1 of 1 strategy wrong')]).toEqual([200, true]);
  expect(html).toContain(lines.at(-2));
  const steps = /href="(\/run\/[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect(steps.length).toBeLessThan(HEADER_BYTES / 2);
  const trace = await send(steps);
  expect([trace.status, (await trace.text()).includes('scan-revalidate on script')]).toEqual([200, true]);
});

test('as long as docs/simulator.md says, and no longer', async () => {
  const filled = (length: number): string =>
    `${COMMANDS.join('\n')}\n#${' '.repeat(length)}`.slice(0, length);
  addressOf(await ask(filled(131_072)));
  const longer = await ask(filled(131_073));
  expect([longer.status, (await longer.text()).includes('131073 characters')]).toEqual([400, true]);
});

test('what cannot be run is refused at once, with what was typed', async () => {
  const refused = await ask('falloc 0 4k\npwrit 0 4k');
  expect(refused.status).toBe(400);
  const html = await refused.text();
  expect(html).toContain('Line 2, column 1');
  expect(html).toContain('pwrit 0 4k</textarea>');
  const noise = Array.from({ length: 12_000 }, (_, at) => ((at * 7_919) % 9_973).toString(36)).join(' ');
  expect((await ask(noise)).status).toBe(400);
  expect((await send('/run', { form: { script: '', ...SETTINGS } })).status).toBe(400);
  expect((await send('/run', { body: 'x', headers: { 'content-type': 'text/plain' } })).status).toBe(415);
});

test('an address that was cut says so', async () => {
  const address = addressOf(await ask(`${COMMANDS.join('\n')}\n# ${'prose '.repeat(2_000)}`));
  const cut = await send(address.replace(/packed=([^&]+)[^&]{3}/, 'packed=$1'));
  expect(cut.status).toBe(400);
  expect(await cut.text()).toContain('cut');
});

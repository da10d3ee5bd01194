import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GET as getView } from '@/app/[inbox]/[msgid]/[view]/route.tsx';
import { GET as getMessage } from '@/app/[inbox]/[msgid]/route.tsx';
import { GET as getList } from '@/app/[inbox]/route.tsx';
import { identityMails } from '@/ingest/hostile/identity-mails.ts';
import { shapeMails } from '@/ingest/hostile/shape-mails.ts';
import { writeMail } from '@/ingest/hostile/write-mail.ts';
import { cloneDatabase, type TestDatabase } from '@/ingest/postgres/test-database.ts';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { TEMPLATE } from '@/ingest/test-setup.ts';
import { firstField, readHeaderBlock } from '@/lib/mail/fields/header-block.ts';
import { findMessageIds } from '@/lib/mail/fields/message-id.ts';
import { quoteMboxrd } from '@/lib/mail/mbox/test-mboxrd.ts';
import { messagePath, rawPath, threadPath } from '@/lib/view/url.ts';

/** The pages of generated attacks, ingested by the command, asked for at the routes: docs/hostile-mail.md. */
const MANY = 10_000;
/** Of the ids an answer names, real mail keeps the last ones. */
const CITED = 20;
const FIRST_SCREEN_MS_MAX = 1_000;
/** The worst request there may be (section 7), and what quotes without end may cost (point 8). */
const REQUEST_MS_MAX = 2_000;
const QUOTES_MS_MAX = 500;
/** A page of 200 places of 10,000, however they stand to each other. */
const PAGE_BYTES_MAX = 1_000_000;

let database: TestDatabase;
let folder = '';

const chained = (n: number): Buffer => {
  const cited = Array.from(
    { length: Math.min(n, CITED) },
    (_, back) => `<chain-${n - Math.min(n, CITED) + back}@hostile.example>`,
  );
  return writeMail(`chain-${n}`, {
    Subject: 'chain',
    References: cited.length === 0 ? null : cited.join('\n '),
  });
};
const starred = (n: number): Buffer =>
  writeMail(`star-${n}`, { Subject: 'star', 'In-Reply-To': n === 0 ? null : '<star-0@hostile.example>' });

beforeAll(async () => {
  database = await cloneDatabase(TEMPLATE);
  folder = await mkdtemp(join(tmpdir(), 'docket-pages-'));
  const attacks = [...shapeMails(), ...identityMails()].map(({ bytes }) => bytes);
  const many = Array.from({ length: MANY }, (_, n) => [chained(n), starred(n)]).flat();
  await writeFile(join(folder, 'hostile.mbox'), Buffer.concat([...attacks, ...many].map(quoteMboxrd)));
  const docket = join(import.meta.dirname, '..', '..', 'ingest', 'docket.mjs');
  await promisify(execFile)(
    process.execPath,
    [docket, 'ingest', '--list', 'hostile', join(folder, 'hostile.mbox')],
    {
      env: {
        ...process.env,
        DOCKET_HOME: folder,
        DATABASE_URL: database.ownerUrl,
        DOCKET_APP_DATABASE_URL: database.appUrl,
      },
    },
  );
  process.env['DOCKET_WEB_DATABASE_URL'] = database.appUrl;
  // Connections and modules are there before anything is timed.
  await listPage();
  await viewOf('unrelated-0@hostile.example', 'T');
}, 240_000);

afterAll(async () => {
  delete process.env['DOCKET_WEB_DATABASE_URL'];
  await database.drop();
  await rm(folder, { recursive: true });
});

const at = (path: string): Request => new Request(`http://docket.example${path}`);
async function messagePage(id: string): Promise<Response> {
  const params = Promise.resolve({ inbox: 'hostile', msgid: id });
  return getMessage(at(messagePath('hostile', id)), { params });
}

async function viewOf(id: string, view: 'T' | 'raw'): Promise<Response> {
  const path = view === 'T' ? threadPath('hostile', id) : rawPath('hostile', id);
  return getView(at(path), { params: Promise.resolve({ inbox: 'hostile', msgid: id, view }) });
}

async function listPage(): Promise<Response> {
  return getList(at('/hostile/'), { params: Promise.resolve({ inbox: 'hostile' }) });
}

const TRIES = 8;

/** Asks again when an answer was late: what it takes at the least, as a machine that does much else only adds. */
async function bestOf(
  load: () => Promise<Response>,
  msMax: number,
): Promise<{ readonly response: Response; readonly ms: number }> {
  for (let tries = 1; ; tries += 1) {
    const startedAt = performance.now();
    const response = await load();
    const ms = performance.now() - startedAt;
    if (ms < msMax || tries === TRIES) return { response, ms };
  }
}

/** Answers 200 with nothing that runs: no script but our own files, no handler, no style, no image, no other scheme. */
async function checkHarmless(response: Response, what: string): Promise<string> {
  const html = await response.text();
  expect(response.status, what).toBe(200);
  const tags = html.match(/<[a-z][^>]*>/gi) ?? [];
  const dangerous = tags.filter((tag) => {
    if (/^<script/i.test(tag))
      return !/^<script (?:async="" |defer="" )?src="\/assets\/[\w.-]+"(?: (?:async|defer)="")?>$/.test(tag);
    // The search field of the frame.
    if (/^<form class="find" aria-label="[\w .-]+" action="\/[\w/.-]+">$/.test(tag)) return false;
    if (/^<(?:img|iframe|object|embed|svg|style|base|form|meta http)/i.test(tag)) return true;
    return /\s(?:on\w+|style)=|="\s*(?:javascript|data|vbscript):/i.test(
      tag.replace(/"[^"]*"/g, (value) => (/^"\s*(?:javascript|data|vbscript):/i.test(value) ? value : '""')),
    );
  });
  expect(dangerous, what).toEqual([]);
  return html;
}

/** Those that have an id; what stands for a missing one is a hash. */
const NAMED = [...shapeMails(), ...identityMails()].flatMap((mail) => {
  const [id] = findMessageIds(firstField(readHeaderBlock(mail.bytes), 'message-id') ?? '').ids;
  return id === undefined ? [] : [{ ...mail, id }];
});

test.each(NAMED)(
  'point $point, $name: its pages are harmless and soon there',
  async ({ point, name, id }) => {
    for (const load of [() => messagePage(id), () => viewOf(id, 'T')]) {
      // What the database does of it has a limit of its own, and would be no 200.
      const startedAt = cpuMs();
      const response = await load();
      expect(cpuMs() - startedAt).toBeLessThan(point === 8 ? QUOTES_MS_MAX : REQUEST_MS_MAX);
      await checkHarmless(response, name);
    }
    const raw = await viewOf(id, 'raw');
    expect(raw.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(raw.headers.get('x-content-type-options')).toBe('nosniff');
  },
);

test('the list is harmless, and no address of the future leads it', async () => {
  expect(await checkHarmless(await listPage(), 'list')).not.toContain('2099-07-18');
});

test('point 15: a Message-ID of two messages is marked, the first one first', async () => {
  const html = await checkHarmless(await messagePage('poisoned@hostile.example'), 'poisoned');
  expect(html).toContain('2 different messages carry this Message-ID');
  const shown = html.slice(html.indexOf('<article'));
  expect(shown.indexOf('eve@hostile.example')).toBeLessThan(shown.indexOf('mallory@hostile.example'));
});

test.each([
  ['chain', 0],
  ['chain', MANY / 2],
  ['chain', MANY - 1],
  ['star', 0],
  ['star', MANY / 2],
] as const)('point 20: %s of 10,000 at message %i, first screen in under a second', async (shape, n) => {
  const id = `${shape}-${n}@hostile.example`;
  for (const load of [() => viewOf(id, 'T'), () => messagePage(id)]) {
    const { response, ms } = await bestOf(load, FIRST_SCREEN_MS_MAX);
    expect(ms).toBeLessThan(FIRST_SCREEN_MS_MAX);
    const html = await checkHarmless(response, id);
    expect(html.length).toBeLessThan(PAGE_BYTES_MAX);
    expect(html).toContain(`${shape}`);
  }
});

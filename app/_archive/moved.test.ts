import { beforeAll, expect, test } from 'vitest';
import { GET as getView } from '@/app/[inbox]/[msgid]/[view]/route.tsx';
import { GET as getMessage } from '@/app/[inbox]/[msgid]/route.tsx';
import { GET as getSeries } from '@/app/series/[msgid]/route.tsx';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

/** Addresses of reconstructed copies, once the mail itself is here. */

beforeAll(async () => {
  const database = await cloneForPages();
  await addMessage('1', { id: 'a@example.org', list: 'devel', reconstructed: false });
  await addMessage('2', { id: 'x@patchwork-page.docket.invalid', list: 'page', reconstructed: true });
  await addMessage('3', { id: 'a@example.org', list: 'page', reconstructed: true });
  await addMessage('4', { id: 'b@example.org', list: 'devel', reconstructed: false });
  await write(sql`INSERT INTO derived.alias VALUES ('x@patchwork-page.docket.invalid', 'a@example.org'),
    ('a@example.org', 'a@example.org')`);
  await write(
    sql`INSERT INTO derived.thread VALUES ('a@example.org', 's', '{devel}', now(), now(), 1, false)`,
  );
  await write(sql`INSERT INTO derived.thread_node
    VALUES ('a@example.org', 0, NULL, 0, 'a@example.org', ${uuid('1')}::uuid)`);
  return database.drop;
});

const write = (statement: ReturnType<typeof sql>): Promise<unknown> =>
  runWrite((transaction) => transaction.rows(statement));
const uuid = (digit: string): string => '00000000-0000-0000-0000-000000000000'.replaceAll('0', digit);

async function addMessage(
  digit: string,
  message: { readonly id: string; readonly list: string; readonly reconstructed: boolean },
): Promise<void> {
  const { id, list, reconstructed } = message;
  await write(sql`
    INSERT INTO ground.raw_message VALUES
      (${uuid(digit)}::uuid, ${id}, ${digit}, ${!reconstructed}, ${Buffer.from(`raw ${digit}\n`)})`);
  await write(sql`
    INSERT INTO derived.message (key, message_id, content_hash, body_hash, first_of_id, lists, from_name, from_email,
      to_mailboxes, cc_mailboxes, sent_at, subject, reference_ids, body, facts, reconstructed)
    VALUES (${uuid(digit)}::uuid, ${id}, ${digit}, '', ${!reconstructed}, ${[list]}, 'Ann', 'ann@example.org',
      '[]', '[]', now(), 's', '{}', ${`words ${digit}`}, '{}', ${reconstructed})`);
}

type Answer = { readonly status: number; readonly location: string | null };

async function check(path: string, expected: Answer): Promise<void> {
  const [, inbox = '', msgid = '', view = ''] = path.split('/').map(decodeURIComponent);
  const request = new Request(`http://docket.example${path}`);
  const response =
    inbox === 'series'
      ? await getSeries(request, { params: Promise.resolve({ msgid }) })
      : view === ''
        ? await getMessage(request, { params: Promise.resolve({ inbox, msgid }) })
        : await getView(request, { params: Promise.resolve({ inbox, msgid, view }) });
  expect({ status: response.status, location: response.headers.get('location') }).toEqual(expected);
}

test('the address of a copy leads to the mail, in every view', async () => {
  const copy = 'x@patchwork-page.docket.invalid';
  await check(`/page/${copy}/`, { status: 302, location: '/devel/a@example.org/' });
  await check(`/devel/${copy}/`, { status: 302, location: '/devel/a@example.org/' });
  await check(`/page/${copy}/raw`, { status: 302, location: '/devel/a@example.org/raw' });
  await check(`/page/${copy}/T/`, { status: 302, location: '/devel/a@example.org/T/' });
  await check(`/page/${copy}/t/`, { status: 302, location: `/page/${copy}/T/` });
  await check(`/series/${copy}`, { status: 302, location: '/series/a@example.org' });
});

test('a copy under the id of the mail leads to the list of the mail', async () => {
  await check('/page/a@example.org/', { status: 302, location: '/devel/a@example.org/' });
  await check('/page/a@example.org/raw', { status: 302, location: '/devel/a@example.org/raw' });
  await check('/devel/a@example.org/', { status: 200, location: null });
});

test('an address that names no list leads to one that has the mail', async () => {
  await check('/r/b@example.org', { status: 302, location: '/devel/b@example.org/' });
  await check('/all/b@example.org/', { status: 302, location: '/devel/b@example.org/' });
  await check('/all/b@example.org/raw', { status: 302, location: '/devel/b@example.org/raw' });
  await check('/all/b@example.org/T/', { status: 302, location: '/devel/b@example.org/T/' });
  await check('/r/other@example.org', { status: 404, location: null });
});

test('what is no copy and not here stays missing, and nothing leads to itself', async () => {
  await check('/page/other@example.org/', { status: 404, location: null });
  await check('/series/a@example.org', { status: 404, location: null });
});

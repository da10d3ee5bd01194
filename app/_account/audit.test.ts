import { beforeAll, expect, test } from 'vitest';
import { createSend, loadRoutes, makeAccount, type Send } from '@/app/_tests/test-site.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { insertAudit } from '@/lib/store/account/audit-row.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';
import { runWrite } from '@/lib/store/write.ts';

let send: Send;
beforeAll(async () => {
  const database = await cloneForPages();
  send = createSend(await loadRoutes());
  return database.drop;
});

async function note(lines: number): Promise<void> {
  const line = { accountId: null, credential: 'none', address: 'x', list: null, target: null } as const;
  await runWrite(async (write) => {
    for (let n = 0; n < lines; n += 1) await insertAudit(write, { ...line, action: 'test', detail: {} });
  });
}

test('the audit leads to older lines where there are some, and never to an empty page', async () => {
  const { cookie } = await makeAccount({ isAdmin: true });
  const rest = async (path: string): Promise<readonly [lines: number, older: string | null]> => {
    const html = await (await send(path, { cookie })).text();
    const older = /href="(\/admin\/audit\?before=\d+)" rel="next"/.exec(html)?.[1] ?? null;
    return [html.match(/<tr data-stop/g)?.length ?? 0, older];
  };
  await note(100);
  expect(await rest('/admin/audit')).toEqual([100, null]);
  await note(1);
  const [lines, older] = await rest('/admin/audit');
  expect([lines, await rest(older ?? '')]).toEqual([100, [1, null]]);
});

test('who has to sign in comes back to the page of the audit that was asked for', async () => {
  const response = await send('/admin/audit?before=7');
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/sign-in?next=%2Fadmin%2Faudit%3Fbefore%3D7');
});

test('the audit says where an ended session was, not only what it was called', async () => {
  const [me, admin] = [await makeAccount({}), await makeAccount({ isAdmin: true })];
  const [session] = await readOperational<{ readonly id: string; readonly address: string }>(sql`
    SELECT id::text, address FROM operational.account_session WHERE account_id = ${me.id}::uuid`);
  const response = await send('/account/sessions/end', { json: { id: session?.id }, cookie: me.cookie });
  expect(response.status).toBe(200);
  const html = await (await send('/admin/audit', { cookie: admin.cookie })).text();
  expect(html).toMatch(
    new RegExp(
      `<td>account.session-end</td>.*?<td class="main"><span title="${session?.address}">${session?.address}<`,
    ),
  );
  expect(html).not.toContain(session?.id);
});

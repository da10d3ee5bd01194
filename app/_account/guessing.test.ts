import { beforeAll, expect, test } from 'vitest';
import { newAddress, PASSWORD, signIn } from '@/app/_tests/test-sign-in.ts';
import { createSend, loadRoutes, makeAccount, type Send } from '@/app/_tests/test-site.ts';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { hashPassword } from '@/lib/auth/password.ts';
import { countRates } from '@/lib/store/account/rate-row.ts';
import { readOperational } from '@/lib/store/database/client.ts';
import { sql } from '@/lib/store/database/prisma.ts';

/** Guessing passwords and addresses (reliability.md, point 50). */

let send: Send;
let passwordHash = '';

beforeAll(async () => {
  const database = await cloneForPages();
  passwordHash = await hashPassword(PASSWORD);
  send = createSend(await loadRoutes());
  return database.drop;
});

test('1,000 tries from one place: five are looked at, whatever X-Forwarded-For says', async () => {
  const { email } = await makeAccount({ passwordHash });
  const from = newAddress();
  const statuses = new Map<number, number>();
  const started = performance.now();
  for (let i = 0; i < 1_000; i += 1) {
    const response = await send('/sign-in', {
      form: { email, password: `guess number ${i}` },
      address: from,
      headers: { 'x-forwarded-for': `10.0.${i >> 8}.${i & 255}`, 'x-real-ip': `10.1.0.${i & 255}` },
    });
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  // A new minute may begin on the way.
  const minutes = Math.ceil((performance.now() - started) / 60_000) + 1;
  expect(statuses.get(401) ?? 0).toBeLessThanOrEqual(5 * minutes);
  expect([...statuses.keys()].sort()).toEqual([401, 429]);
  // Its owner is elsewhere.
  expect((await signIn(send, email)).status).toBe(303);
});

test('from everywhere at once: strangers wait, the owner at home does not', async () => {
  const { email } = await makeAccount({ passwordHash });
  const home = newAddress();
  expect((await signIn(send, email, PASSWORD, home)).status).toBe(303);
  for (let i = 0; i < 60; i += 1) await countRates([{ key: `tries ${email}`, max: 50, seconds: 3_600 }]);
  expect((await signIn(send, email)).status).toBe(429);
  expect((await signIn(send, email, PASSWORD, home)).status).toBe(303);
});

test('an unknown address and a wrong password are one, in words and in time', async () => {
  const { email } = await makeAccount({ passwordHash });
  const noPassword = (await makeAccount({})).email;
  const times: Record<string, number[]> = { known: [], unknown: [], none: [] };
  const texts = new Set<string>();
  for (let i = 0; i < 6; i += 1) {
    for (const [kind, who] of [
      ['known', email],
      ['unknown', `nobody-${i}@docket.example`],
      ['none', noPassword],
    ] as const) {
      const started = cpuMs();
      const response = await signIn(send, who, 'not the password at all');
      times[kind]?.push(cpuMs() - started);
      // The form comes back with the address that was typed.
      texts.add(`${response.status} ${(await response.text()).replaceAll(who, '')}`);
    }
  }
  expect(texts.size).toBe(1);
  // Hashing is nearly all of it. Of processor time the least: everything above it is the machine.
  const [known, unknown, none] = ['known', 'unknown', 'none'].map((kind) => Math.min(...(times[kind] ?? [])));
  for (const other of [unknown, none]) {
    expect((other ?? 0) / (known ?? 1)).toBeGreaterThan(0.6);
    expect((other ?? 0) / (known ?? 1)).toBeLessThan(1.6);
  }
});

test('asking for a new password tells nothing either', async () => {
  const { email } = await makeAccount({ passwordHash });
  const ask = async (who: string): Promise<readonly [text: string, ms: number]> => {
    const started = performance.now();
    const response = await send('/reset', { form: { email: who }, address: newAddress() });
    return [`${response.status} ${await response.text()}`, performance.now() - started];
  };
  const [[known, knownMs], [unknown, unknownMs]] = [await ask(email), await ask('nobody@docket.example')];
  expect(known).toBe(unknown);
  for (const ms of [knownMs, unknownMs]) expect(ms).toBeGreaterThan(240);
});

/** Whether a connection of pages has a transaction open, of which this question is none. */
async function isOneOpen(): Promise<boolean> {
  const rows = await readOperational(sql`
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`);
  return rows.length > 0;
}

/** What the last looks before the answer saw: of the 250 ms the work takes a few, and then the answer is waited for. */
async function looksBeforeAnswer(email: string): Promise<readonly boolean[]> {
  let isAnswered = false;
  const asked = send('/reset', { form: { email }, address: newAddress() }).finally(() => {
    isAnswered = true;
  });
  const looks: boolean[] = [];
  while (!isAnswered) looks.push(await isOneOpen());
  expect((await asked).status).toBe(200);
  return looks.slice(-3);
}

test('no transaction waits until the answer may be given', async () => {
  for (const isKnown of [true, false]) {
    // On a busy machine the work may take all of the time; with an open transaction it would be so at every try.
    for (let left = 10; ; left -= 1) {
      const email = isKnown ? (await makeAccount({})).email : `nobody-${left}@elsewhere.example`;
      const looks = await looksBeforeAnswer(email);
      if (looks.length === 3 && !looks.includes(true)) break;
      expect(left, `known: ${isKnown}`).toBeGreaterThan(1);
    }
  }
});

test('writes of one account are counted, and the answer says when to come back', async () => {
  const me = await makeAccount({});
  const statuses: number[] = [];
  for (let i = 0; i < 130; i += 1) {
    const sent = { json: { name: `Name ${i}` }, cookie: me.cookie, address: newAddress() };
    statuses.push((await send('/account/name', sent)).status);
  }
  expect(statuses.filter((status) => status === 200).length).toBe(120);
  expect(statuses.slice(120).every((status) => status === 429)).toBe(true);
});

test('counts of many at once are exact', async () => {
  const rate = { key: `many at once ${newAddress()}`, max: 10, seconds: 3_600 };
  const waits: (number | null)[] = [];
  // Four wait for one row, each for the disk of those before it: forty at once had 50 ms a commit before their 2 s.
  for (let round = 0; round < 10; round += 1) {
    waits.push(...(await Promise.all(Array.from({ length: 4 }, () => countRates([rate])))));
  }
  expect(waits.filter((wait) => wait === null).length).toBe(10);
});

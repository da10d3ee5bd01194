import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectionOptions } from '@/lib/store/database/connection-options.ts';
import { acquireDatabase, type DatabaseLease } from './acquire.ts';
import { checkDisk, checkNode, checkVersion, databaseHealth, stopMarkBytes } from './health.ts';
import { makeTestHome, removeTestHome } from './test-database.ts';

let home = '';
let lease: DatabaseLease;

beforeAll(async () => {
  home = await makeTestHome();
  lease = await acquireDatabase({ home, env: { PATH: process.env['PATH'] } });
});

afterAll(async () => {
  await lease.release();
  await removeTestHome(home);
});

async function faults(): Promise<readonly string[]> {
  const checks = await databaseHealth(lease, home);
  return checks.filter((check) => !check.ok && check.name !== 'disk').map((check) => check.name);
}

describe('a fresh server', () => {
  test('is healthy, with the advice to use a maintained one', async () => {
    expect(await faults()).toEqual([]);
    const checks = await databaseHealth(lease, home);
    expect(checks.map((check) => check.name)).toEqual([
      'node',
      'database',
      'encoding',
      'durability',
      'rights',
      'data folder',
      'disk',
    ]);
    expect(checks[1]).toMatchObject({ ok: true, detail: 'PostgreSQL 18.4 (bundled)' });
    expect(checks[1]?.remedy).toContain('DATABASE_URL');
  });

  test('with a role that does not wait for the disk is not', async () => {
    const admin = postgres({ ...connectionOptions(lease.adminUrl ?? ''), max: 1 });
    await admin`ALTER ROLE docket_owner SET synchronous_commit = off`;
    expect(await faults()).toEqual(['durability']);
    await admin`ALTER ROLE docket_owner RESET synchronous_commit`;
    await admin.end();
    expect(await faults()).toEqual([]);
  });
});

test('a server that is gone is a fault, not an exception', async () => {
  const gone = { ...lease, appUrl: 'postgresql://a:b@localhost/docket?host=%2Fnowhere' };
  const checks = await databaseHealth(gone, home);
  expect(checks.at(-1)).toMatchObject({ name: 'database', ok: false });
});

test('an old server is a fault, an unpatched one is advice', () => {
  const states = [140_020, 150_001, 180_004, 180_007].map((version) => {
    const { ok, remedy } = checkVersion(version, false);
    return ok ? (remedy === null ? 'good' : 'advice') : 'fault';
  });
  expect(states).toEqual(['fault', 'good', 'advice', 'good']);
});

test('Node is compared by number', () => {
  expect(['v18.20.0', 'v20.9.0', 'v20.19.0', 'v24.1.0'].map((version) => checkNode(version).ok)).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test('the stop mark follows the size of the log', async () => {
  expect([stopMarkBytes(2 ** 30), stopMarkBytes(2 ** 32)]).toEqual([2 ** 31, 2 ** 33]);
  expect((await checkDisk(home, 2 ** 60)).ok).toBe(false);
});

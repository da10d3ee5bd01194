import postgres from 'postgres';
import { expect, test } from 'vitest';
import { knownFailure } from './known-failure.ts';

function check(input: unknown, expected: string | null): void {
  expect(knownFailure(input)?.message ?? null).toBe(expected);
}

test('a full disk is said in words, wherever it was met', () => {
  const full = 'The disk of the database is full.';
  check(Object.assign(new Error('could not extend file'), { code: '53100' }), full);
  check(new Error('x', { cause: { originalCode: '53100' } }), full);
  check(Object.assign(new Error('write'), { code: 'ENOSPC' }), 'The disk is full.');
});

test('a file that may not be used is said in words, and which', () => {
  const failed = { code: 'EROFS', syscall: 'open', path: '/home/docket/locks/draft.1' };
  check(
    Object.assign(new Error('EROFS'), failed),
    '/home/docket/locks/draft.1 cannot be used: the disk takes no writing.',
  );
});

test('a database that went away is said in words', async () => {
  const away = 'The database stopped answering in the middle of it';
  check(Object.assign(new Error('starting up'), { code: '57P03' }), `${away} (starting up).`);
  check(
    new Error('x', { cause: Object.assign(new Error('shut down'), { code: '57P01' }) }),
    `${away} (shut down).`,
  );
  check(Object.assign(new Error('write'), { code: 'CONNECTION_CLOSED' }), `${away} (write).`);
  const none = postgres({ path: '/nonexistent/.s.PGSQL.5432', user: 'a', max: 1 });
  const gone: unknown = await none`SELECT 1`.catch((error: unknown) => error);
  check(gone, `${away} (connect ENOENT /nonexistent/.s.PGSQL.5432).`);
  await none.end();
});

test('so is the write of postgres.js to a socket that is gone', async () => {
  const socket: Record<'write', () => void> = JSON.parse('null');
  const thrown = await new Promise((resolve) => {
    setImmediate(function nextWrite() {
      try {
        socket.write();
      } catch (error) {
        resolve(error);
      }
    });
  });
  check(thrown, 'The database stopped answering in the middle of it (connection lost).');
});

test('anything else keeps its trace', () => {
  check(Object.assign(new Error('canceled by its time-out'), { code: '57014' }), null);
  check(Object.assign(new Error('no file'), { code: 'ENOENT', syscall: 'open' }), null);
  // A source or a mail server has the same.
  check(Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' }), null);
  check(Object.assign(new Error('read'), { code: 'ECONNRESET', syscall: 'read' }), null);
  check(new Error('x', { cause: new TypeError('y') }), null);
  check(null, null);
});

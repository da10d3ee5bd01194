import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startFailure } from '@/ingest/postgres/start-failure.ts';

/** Lines as PostgreSQL 18.4 wrote them under limits, on a small /dev/shm and a full disk. */
function check(lines: readonly string[], why: string, remedy: RegExp | null): void {
  const stamped = lines.map((line) => `2026-11-27 12:04:10.793 UTC [1221] ${line}`).join('\n');
  const failure = startFailure(`${stamped}\n`);
  expect(failure.why).toBe(why);
  if (remedy === null) expect(failure.remedy).toBeNull();
  else expect(failure.remedy).toMatch(remedy);
}

test('the message that ended it is told, and not what followed', () => {
  const shm =
    'could not resize shared memory segment "/PostgreSQL.21" to 1048576 bytes: No space left on device';
  check(
    [
      'LOG:  database system was shut down at 2026-11-27 12:04:05 UTC',
      `FATAL:  ${shm}`,
      'LOG:  startup process (PID 1221) exited with exit code 1',
      'LOG:  shutting down due to startup process failure',
      'LOG:  database system is shut down',
    ],
    `FATAL:  ${shm}`,
    /\/dev\/shm/,
  );
});

test('a limit of open files is no lack of space or rights', () => {
  check(
    [
      'FATAL:  insufficient file descriptors available to start server process',
      'DETAIL:  System allows 57, server needs at least 58, 7 files are already open.',
      'LOG:  database system is shut down',
    ],
    'FATAL:  insufficient file descriptors available to start server process ' +
      'DETAIL:  System allows 57, server needs at least 58, 7 files are already open.',
    /ulimit -n/,
  );
});

test('a disk that is full, a lock that is held, a fault of a role', () => {
  const full = 'FATAL:  could not write lock file "postmaster.pid": No space left on device';
  check([full], full, /free some space/);
  const held = 'FATAL:  lock file "postmaster.pid" already exists';
  check(
    [held, 'HINT:  Is another postmaster (PID 7) running?'],
    `${held} HINT:  Is another postmaster (PID 7) running?`,
    null,
  );
  check(['docket_owner FATAL:  out of luck'], 'FATAL:  out of luck', null);
});

test('of initdb, and of a program that says nothing', () => {
  const initdb = 'initdb: error: could not create directory "/x": No space left on device';
  expect(startFailure(`creating subdirectories ... \n${initdb}\ninitdb: removing contents`)).toMatchObject({
    why: initdb,
    remedy: expect.stringContaining('free some space'),
  });
  expect(startFailure('')).toEqual({ why: 'no message', remedy: null });
  expect(startFailure('a\nb\nc\nd')).toEqual({ why: 'b c d', remedy: null });
});

test('what a client is answered meanwhile is not why it ended', () => {
  check(
    [
      'docket_app FATAL:  the database system is starting up',
      'docket_app FATAL:  the database system is not yet accepting connections',
      'docket_app DETAIL:  Consistent recovery state has not been yet reached.',
      'FATAL:  could not write to file "pg_wal/xlogtemp.10993": No space left on device',
      'LOG:  startup process (PID 10993) exited with exit code 1',
    ],
    'FATAL:  could not write to file "pg_wal/xlogtemp.10993": No space left on device',
    /free some space/,
  );
});

test('an empty lock file, as a power cut leaves it, is told with what to do', () => {
  check(
    [
      'FATAL:  lock file "postmaster.pid" is empty',
      'HINT:  Either another server is starting, or the lock file is the remnant of a previous server startup crash.',
    ],
    'FATAL:  lock file "postmaster.pid" is empty HINT:  Either another server is starting, or the lock file is the ' +
      'remnant of a previous server startup crash.',
    /remove pgdata\/postmaster\.pid/,
  );
});

test('too few open files to start a program at all say nothing about accounts, programs or settings', () => {
  const home = mkdtempSync(join(tmpdir(), 'docket-files-'));
  const docket = fileURLToPath(new URL('../docket.mjs', import.meta.url));
  let told = '';
  // How many Node itself takes depends on its version.
  for (let limit = 26; limit < 64 && !told.includes('starts no more programs'); limit += 1) {
    const { stderr } = spawnSync(
      'sh',
      ['-c', 'ulimit -n $0; exec "$@"', String(limit), process.execPath, docket, 'sources'],
      { encoding: 'utf8', env: { ...process.env, DATABASE_URL: '', DOCKET_HOME: home } },
    );
    told += stderr;
  }
  expect(told).not.toMatch(/neither an account|does not run here|cannot be read/);
  expect(told).toMatch(/starts no more programs \(EMFILE\)\.\n {2}remedy: .*ulimit -n 1024/);
  rmSync(home, { recursive: true });
});

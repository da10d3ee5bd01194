import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { readBase } from '@/lib/series/base.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const PATCH = 'fedcba9876543210fedcba9876543210fedcba98';

const PREREQUISITES = `prerequisite-change-id: 20240601-y-2:v3\nprerequisite-patch-id: ${PATCH}\n`;

/** `expected`: the commit, then `kind value` of each prerequisite; null for nothing. */
function check(bodies: readonly string[], expected: readonly (string | null)[] | null): void {
  const base = readBase(bodies);
  const drawn =
    base === null ? null : [base.commit, ...base.prerequisites.map(({ kind, value }) => `${kind} ${value}`)];
  expect(drawn).toEqual(expected);
}

test('what git format-patch --base writes', () => {
  check(
    [`Words.\n\nbase-commit: ${COMMIT}\nprerequisite-patch-id: ${PATCH}\n-- \n2.45.2\n`],
    [COMMIT, `patch-id ${PATCH}`],
  );
  check([`base-commit: ${COMMIT.toUpperCase()}\r\n`], [COMMIT]);
});
test('what b4 writes, in the cover', () => {
  const cover = `---\nbase-commit: ${COMMIT.slice(0, 12)}\nchange-id: 20240701-x-1\n${PREREQUISITES}`;
  check(
    [cover, `base-commit: ${PATCH}\n`],
    [COMMIT.slice(0, 12), 'change-id 20240601-y-2:v3', `patch-id ${PATCH}`],
  );
  check(['prerequisite-message-id: <a-1@x.example>\n'], [null, 'message a-1@x.example']);
});
test('what patchew and Patchwork read', () => {
  check(['Based-on: <a@x.example>\n'], [null, 'message a@x.example']);
  check(
    ['Based-on: a@x.example ("[PATCH] y")\n', 'Depends-on: <a@x.example>\n'],
    [null, 'message a@x.example'],
  );
  check(['Depends-on: https://lore.example/devel/a@x.example/\n'], [null, 'message a@x.example']);
});
test('nothing is taken for a base that is none', () => {
  check(['base-commit: 0000000000000000000000000000000000000000\n'], null);
  check([`> base-commit: ${COMMIT}\n+base-commit: ${COMMIT}\n the base-commit: ${COMMIT}\n`], null);
  check(
    ['base-commit: next\nDepends-on: the other series\nBased-on: v6.1\nprerequisite-patch-id: none\n'],
    null,
  );
  check([], null);
});
test('time is linear', () => {
  const before = cpuMs();
  readBase([
    `base-commit: \n`.repeat(80_000),
    'depends-on: https://a@b'.repeat(50_000),
    'b'.repeat(1_000_000),
  ]);
  expect(cpuMs() - before).toBeLessThan(2_000);
});

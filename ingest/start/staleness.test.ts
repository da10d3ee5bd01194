import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clearStamp, hashTree, isFresh, isInstalled, writeStamp } from './staleness.mjs';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'docket-stale-'));
  write({ 'app/page.tsx': 'a', 'app/deep/x.ts': 'b', 'package-lock.json': '{}' });
});

afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

describe('hashTree', () => {
  const inputs = ['app', 'package-lock.json', 'next.config.ts'];

  function changes(edit: () => void): boolean {
    const before = hashTree(root, inputs);
    edit();
    return hashTree(root, inputs) !== before;
  }

  test('changes with content, names, new and removed files', () => {
    expect(changes(() => write({ 'app/deep/x.ts': 'c' }))).toBe(true);
    expect(changes(() => write({ 'app/new.ts': '' }))).toBe(true);
    expect(changes(() => rmSync(join(root, 'app/new.ts')))).toBe(true);
    expect(changes(() => write({ 'next.config.ts': '' }))).toBe(true);
    rmSync(join(root, 'app/page.tsx'));
    expect(changes(() => write({ 'app/pag.tsx': 'ea' }))).toBe(true);
  });

  test('does not change with times, tests, texts or files outside', () => {
    expect(changes(() => utimesSync(join(root, 'app/page.tsx'), 1, 1))).toBe(false);
    expect(changes(() => write({ 'app/page.test.tsx': 'x', 'app/README.md': 'x' }))).toBe(false);
    expect(changes(() => write({ 'other/y.ts': 'x' }))).toBe(false);
  });

  test('does not depend on the order of the inputs', () => {
    expect(hashTree(root, [...inputs].reverse())).toBe(hashTree(root, inputs));
  });
});

test('a stamp is fresh for its own hash only, until it is cleared', () => {
  const stamp = join(root, 'product/.stamp');
  expect(isFresh(stamp, 'one')).toBe(false);
  writeStamp(stamp, 'one');
  expect([isFresh(stamp, 'one'), isFresh(stamp, 'two')]).toEqual([true, false]);
  clearStamp(stamp);
  expect(isFresh(stamp, 'one')).toBe(false);
});

describe('isInstalled', () => {
  const wanted = {
    '': { version: '0' },
    'node_modules/a': { version: '1', integrity: 'x' },
    'node_modules/mac': { version: '1', integrity: 'y', optional: true },
  };

  function check(present: Record<string, object> | null): boolean {
    write({ 'package-lock.json': JSON.stringify({ packages: wanted }) });
    if (present !== null) {
      write({ 'node_modules/.package-lock.json': JSON.stringify({ packages: present }) });
    }
    return isInstalled(root);
  }

  test('holds when every package that is not optional has the version of the lock', () => {
    expect(check(null)).toBe(false);
    expect(check({ 'node_modules/a': { version: '1', integrity: 'x' } })).toBe(true);
    expect(check({ 'node_modules/a': { version: '2', integrity: 'z' } })).toBe(false);
    expect(check({})).toBe(false);
  });
});

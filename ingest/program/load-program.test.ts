import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { buildProgram } from './build-program.mjs';
import { loadProgram } from './load-program.mjs';
import { FOLDER, manifestOf } from './program-files.mjs';

/** A small program of ours that tells where it stood. */
const ENTRY = 'ingest/corpus-path.ts';

type Place = { readonly corpusPath: (name: string) => string };

/** A program is built or taken as it is kept: loads it and tells whether V8's code for it was kept as well. */
async function check(purpose: string, expected: { readonly codeWasKept: boolean }): Promise<void> {
  const program = await loadProgram<Place>(ENTRY, purpose);
  if (program === null) throw new Error(`${ENTRY} cannot be built`);
  // `import.meta.dirname` is that of the source, or this would name a folder below node_modules.
  expect(() => program.exports.corpusPath('no-such-file')).toThrow(
    `${process.env['DOCKET_CORPUS'] ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'corpus')}`,
  );
  expect(program.keepCode === null).toBe(expected.codeWasKept);
  program.keepCode?.();
}

function readManifest(): { name: string; lock: string; inputs: Record<string, string> } {
  return JSON.parse(readFileSync(manifestOf(ENTRY), 'utf8'));
}

beforeEach(() => {
  mkdirSync(FOLDER, { recursive: true });
  for (const file of readdirSync(FOLDER)) {
    if (file.startsWith('corpus-path')) rmSync(join(FOLDER, file));
  }
});

test('a program is built once, its code kept for each purpose', async () => {
  const purpose = 'test';
  await check(purpose, { codeWasKept: false });
  await check(purpose, { codeWasKept: true });
  await check(`${purpose}-other`, { codeWasKept: false });
  const { name, inputs } = readManifest();
  expect(Object.keys(inputs)).toEqual([ENTRY]);
  // What is kept is what runs.
  writeFileSync(join(FOLDER, `${name}.cjs`), '(function (module) { module.exports = { mark: 1 }; })');
  expect((await loadProgram(ENTRY, `${purpose}-third`))?.exports).toEqual({ mark: 1 });
});

test.each([
  ['a source', (): object => ({ ...readManifest(), inputs: { [ENTRY]: '0'.repeat(64) } })],
  [
    'a source that is gone',
    (): object => ({ ...readManifest(), inputs: { 'ingest/gone.ts': '0'.repeat(64) } }),
  ],
  ['a package', (): object => ({ ...readManifest(), lock: '0'.repeat(64) })],
])('it is built again after a change of %s', async (_, changed) => {
  const first = await buildProgram(ENTRY);
  writeFileSync(join(FOLDER, `${first?.name}.cjs`), '(function () {})');
  writeFileSync(manifestOf(ENTRY), JSON.stringify(changed()));
  await check('test-changed', { codeWasKept: false });
  expect(readFileSync(join(FOLDER, `${first?.name}.cjs`), 'utf8')).toBe(first?.text);
});

test('what cannot be built is left to tsx', async () => {
  // It awaits at its top.
  expect(await loadProgram('bench/mailparser-alone.ts', 'test')).toBeNull();
  expect(await loadProgram('ingest/no-such-file.ts', 'test')).toBeNull();
});

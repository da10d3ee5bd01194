import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { buildProgram } from './build-program.mjs';
import { FOLDER, hashFile, hashLock, manifestOf, tryRead, tryWrite } from './program-files.mjs';

/**
 * The program that begins at `entry`: our TypeScript and the packages it needs as one script instead of 400 files,
 * whose loading through tsx was a sixth of the time of an ingest of 3,327 messages. It is built when a source or a
 * package has changed since.
 *
 * V8's code for it is kept too, one file a `purpose` (a command, a thread), as each calls other functions: what one
 * process compiled is there for the next.
 *
 * @template Module
 * @param {string} entry path relative to the project; it may not await at its top
 * @param {string} purpose letters and hyphens
 * @returns {Promise<{ exports: Module, keepCode: (() => void) | null } | null>} `keepCode`: to be called when most of
 *   what will run has run; null when the code is kept already. Null when it cannot be built or kept (a source that is
 *   being edited, a folder that may not be written): tsx can load it still.
 */
export async function loadProgram(entry, purpose) {
  const program = readBuilt(entry) ?? (await buildProgram(entry));
  if (program === null) return null;
  const codePath = join(FOLDER, `${program.name}-${purpose}.code`);
  const cachedData = tryRead(codePath) ?? undefined;
  const options = { filename: join(FOLDER, `${program.name}.cjs`) };
  const script = new Script(program.text, cachedData === undefined ? options : { ...options, cachedData });
  const module = { exports: /** @type {Module} */ ({}) };
  script.runInThisContext()(module, createRequire(options.filename));
  // Rejected: of another version of Node, or made with other options.
  const isKept = cachedData !== undefined && script.cachedDataRejected !== true;
  const keepCode = isKept ? null : () => void tryWrite(codePath, script.createCachedData());
  return { exports: module.exports, keepCode };
}

/**
 * @param {string} entry
 * @returns {{ name: string, text: string } | null} null when there is none, or it is not of the sources as they are
 */
function readBuilt(entry) {
  const manifest = tryRead(manifestOf(entry));
  if (manifest === null) return null;
  /** @type {import('./program-files.mjs').Manifest} */
  const { name, lock, inputs } = JSON.parse(manifest.toString());
  if (lock !== hashLock()) return null;
  for (const [path, hash] of Object.entries(inputs)) if (hashFile(path) !== hash) return null;
  const text = tryRead(join(FOLDER, `${name}.cjs`));
  return text === null ? null : { name, text: text.toString() };
}

import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FOLDER, hashBytes, hashLock, manifestOf, ROOT, tryWrite } from './program-files.mjs';

const OURS = /[/\\](?:ingest|lib|prisma)[/\\].*\.(?:ts|mjs)$/;
const GENERATED = '@/prisma/generated/client.ts';

/**
 * What we use of it; its own types would make it a dependency of ours, beside that of tsx.
 * @typedef {{ build: (options: object) => Promise<Built>, stop: () => Promise<void> }} Esbuild
 * @typedef {{ outputFiles: { text: string }[] }} Built
 */

/**
 * Builds the program of an entry with the esbuild that tsx brings, and keeps it.
 *
 * @param {string} entry
 * @returns {Promise<{ name: string, text: string } | null>} null when it cannot be built or kept
 */
export async function buildProgram(entry) {
  const esbuild = findEsbuild();
  if (esbuild === null || !makeFolder()) return null;
  /** @type {Record<string, string | null>} */
  const inputs = {};
  const lock = hashLock();
  const text = await bundle(esbuild, entry, inputs);
  if (text === null) return null;
  const stem = basename(entry, '.ts');
  const name = `${stem}-${hashBytes(Buffer.from(text)).slice(0, 16)}`;
  for (const file of readdirSync(FOLDER)) {
    if (file.startsWith(`${stem}-`) && !file.startsWith(name)) rmSync(join(FOLDER, file), { force: true });
  }
  // The manifest last: it says that the text is there.
  const isKept =
    tryWrite(join(FOLDER, `${name}.cjs`), text) &&
    tryWrite(manifestOf(entry), JSON.stringify({ name, lock, inputs }));
  return isKept ? { name, text } : null;
}

/** @returns {Esbuild | null} null before `npm ci` */
function findEsbuild() {
  try {
    return createRequire(createRequire(import.meta.url).resolve('tsx'))('esbuild');
  } catch {
    return null;
  }
}

/** @returns {boolean} */
function makeFolder() {
  try {
    mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
    accessSync(FOLDER, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {Esbuild} esbuild
 * @param {string} entry
 * @param {Record<string, string | null>} inputs filled with what was read
 * @returns {Promise<string | null>} null for sources that are none
 */
async function bundle(esbuild, entry, inputs) {
  try {
    const { outputFiles } = await esbuild.build({
      entryPoints: [join(ROOT, entry)],
      outfile: join(FOLDER, 'program.cjs'),
      write: false,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20.19',
      tsconfig: join(ROOT, 'tsconfig.json'),
      banner: { js: '(function (module, require) {' },
      footer: { js: '})' },
      // Prisma's runtime finds its parts by its own path.
      external: ['@prisma/*'],
      // A script of node:vm cannot import: what Prisma imports when it is first asked, its query compiler, is
      // required.
      supported: { 'dynamic-import': false },
      logLevel: 'silent',
      logOverride: { 'empty-import-meta': 'error' },
      plugins: [sourcesInPlace(inputs)],
    });
    return outputFiles[0]?.text ?? null;
  } catch {
    return null;
  } finally {
    await esbuild.stop();
  }
}

/**
 * Our sources, each knowing the place it had: they find migrations, samples and other programs from there. Notes
 * what was read.
 *
 * @param {Record<string, string | null>} inputs
 * @returns {{ name: string, setup: (build: any) => void }} a plugin
 */
function sourcesInPlace(inputs) {
  return {
    name: 'sources-in-place',
    setup(build) {
      // Most commands work before the Prisma client is generated.
      build.onResolve({ filter: /generated\/client\.ts$/ }, ({ path }) => {
        const file = join(ROOT, GENERATED.slice(2));
        if (path !== GENERATED || existsSync(file)) return null;
        inputs[relative(ROOT, file)] = null;
        return { path: file, external: true };
      });
      build.onLoad({ filter: OURS }, ({ path }) => {
        const file = relative(ROOT, path);
        if (file.includes('node_modules')) return null;
        const bytes = readFileSync(path);
        inputs[file] = hashBytes(bytes);
        const contents = bytes
          .toString()
          .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
          .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
        return { contents, loader: path.endsWith('.ts') ? 'ts' : 'js' };
      });
    },
  };
}

import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What we use of esbuild, which tsx brings; its own types would make it a dependency of ours. */
type Esbuild = {
  readonly buildSync: (options: object) => {
    readonly outputFiles: readonly { readonly contents: Uint8Array }[];
  };
};

const ENTRY = 'app/_check/check-worker.ts';

let built: Uint8Array<ArrayBuffer> | null = null;

/**
 * The simulator for the browser, from the same sources as everything else: built once a process, when the
 * first page asks for its address. Next bundles workers for its own pages only, which ours are not
 * (docs/web.md). A tenth of a second.
 */
export function buildWorker(): Uint8Array<ArrayBuffer> {
  if (built !== null) return built;
  const root = process.cwd();
  const ours = createRequire(join(root, 'package.json'));
  const esbuild = createRequire(ours.resolve('tsx'))('esbuild') as Esbuild;
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [join(root, ENTRY)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    tsconfig: join(root, 'tsconfig.json'),
    logLevel: 'silent',
  });
  built = new Uint8Array(outputFiles[0]?.contents ?? new Uint8Array());
  return built;
}

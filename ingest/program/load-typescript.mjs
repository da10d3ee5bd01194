import { join } from 'node:path';
import { ROOT } from './program-files.mjs';

/** From here on TypeScript can be imported, with the aliases of our tsconfig, not those of the caller's folder. */
export async function loadTypeScript() {
  const { register } = await import('tsx/esm/api');
  register({ tsconfig: join(ROOT, 'tsconfig.json') });
}

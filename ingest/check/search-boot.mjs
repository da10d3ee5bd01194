// Starts the TypeScript of the search: a worker thread does not inherit the loader of its parent on Node 20.
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register({ tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)) });
await import('./search-worker.ts');

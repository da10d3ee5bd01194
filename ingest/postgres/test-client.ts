import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Env } from './paths.ts';

export type TestClient = {
  readonly child: ChildProcess;
  /** The first line it printed: `ready URL`, or `refused MESSAGE`. */
  readonly answer: string;
};

/**
 * For tests: acquires the home's database in a process of its own, which can be killed or be another user.
 */
export async function startTestClient(
  home: string,
  env: Env,
  account: { readonly uid: number; readonly gid: number } | null = null,
): Promise<TestClient> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const program = `
    const { acquireDatabase } = await import(${JSON.stringify(`${root}ingest/postgres/acquire.ts`)});
    try {
      const lease = await acquireDatabase({ home: ${JSON.stringify(home)} });
      console.log('ready ' + lease.appUrl);
    } catch (cause) {
      console.log('refused ' + cause.message);
    }
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    ...account,
    cwd: root,
    env: { NODE_ENV: 'test', PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { child, answer: String(line) };
}

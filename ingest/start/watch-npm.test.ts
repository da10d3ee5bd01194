import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';

/** Waits for a file that a process writes; its text is a pid or a word. npm takes seconds on a busy machine. */
async function readWhenThere(path: string): Promise<string> {
  for (let i = 0; i < 300; i++) {
    const text = await readFile(path, 'utf8').catch(() => '');
    if (text !== '') return text;
    await sleep(100);
  }
  throw new Error(`${path} was not written`);
}

it('hears of an npm that was killed with -9', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'docket-npm-'));
  const module = join(import.meta.dirname, 'watch-npm.mjs');
  const program = `
    import { writeFileSync } from 'node:fs';
    import { watchNpm } from ${JSON.stringify(module)};
    watchNpm(() => { writeFileSync('gone', 'gone'); process.exit(0); });
    writeFileSync('started', 'started');
    setTimeout(() => {}, 60_000);`;
  try {
    await writeFile(join(folder, 'program.mjs'), program);
    await writeFile(join(folder, 'package.json'), JSON.stringify({ scripts: { start: 'node program.mjs' } }));
    const npm = spawn('npm', ['start'], { cwd: folder, stdio: 'ignore' });
    await readWhenThere(join(folder, 'started'));
    npm.kill('SIGKILL');
    expect(await readWhenThere(join(folder, 'gone'))).toBe('gone');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('a reader that goes away early is no error', async () => {
  const program =
    "await import('./end-quietly.ts'); setInterval(() => process.stdout.write('words\\n'.repeat(9999)), 1);";
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await once(child, 'close');
  expect([code, errors]).toEqual([0, '']);
});

test.each(['read-thread.ts', 'show-labels.ts'])('%s is read so', (file) => {
  expect(readFileSync(join(import.meta.dirname, file), 'utf8')).toContain("import './end-quietly.ts';");
});

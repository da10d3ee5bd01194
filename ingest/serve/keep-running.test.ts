import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepRunning } from '@/ingest/serve/keep-running.ts';
import { spawnManaged } from '@/ingest/start/spawn-child.mjs';

test('a child that hears nothing is ended after the time that it is given', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'docket-keep-'));
  const script = join(folder, 'deaf.mjs');
  await writeFile(script, "process.on('SIGTERM', () => {}); setInterval(() => {}, 1e3); console.log('up')");
  try {
    let up = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      up = resolve;
    });
    const kept = keepRunning(
      () => spawnManaged(script, [], { onLine: up }),
      () => undefined,
    );
    await begun;
    const startedAt = performance.now();
    expect((await kept.stop({ termMs: 300 })).signal).toBe('SIGKILL');
    // It would be ten seconds if nothing had been said of the time.
    expect(performance.now() - startedAt).toBeLessThan(9_000);
  } finally {
    await rm(folder, { recursive: true });
  }
});

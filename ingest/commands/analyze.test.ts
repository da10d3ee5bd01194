import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';

const DOCUMENT = z.object({
  problems: z.array(z.object({ code: z.string(), where: z.string(), detail: z.string() })),
});

test('analyze tells the problems of a mail on standard error too, as its document has them', async () => {
  const home = await mkdtemp(join(tmpdir(), 'docket-analyze-'));
  try {
    const path = join(home, 'odd.mbox');
    const head = 'From a@example.org Thu Jul 18 10:00:00 2024\nFrom: Ann <ann@example.org>\nSubject: no id\n';
    await writeFile(path, `${head}Date: Thu, 18 Jul 2024 10:00:00 +0000\n\nWho am I?\n`);
    const { code, stdout, stderr } = await runDocket(null, home, ['analyze', path, '--json']);
    const { problems } = DOCUMENT.parse(JSON.parse(stdout));
    expect(problems.map((problem) => problem.code)).toEqual(['message-id-missing']);
    expect(stderr).toBe(problems.map((p) => `${p.code} at ${p.where}: ${p.detail}\n`).join(''));
    expect(code).toBe(0);
  } finally {
    await rm(home, { recursive: true });
  }
});

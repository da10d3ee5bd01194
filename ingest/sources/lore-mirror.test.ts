import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FetchLimits, updateMirror } from './lore-mirror.ts';

/** A fetch that is ended by a limit says which; the server here answers nothing. */

let server: Server;
let folder: string;

beforeAll(async () => {
  server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  folder = await mkdtemp(join(tmpdir(), 'docket-mirror-'));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

async function check(limits: FetchLimits, expected: RegExp): Promise<void> {
  const gitDir = join(folder, `${limits.bytes}.git`);
  await mkdir(join(gitDir, 'objects', 'pack'), { recursive: true });
  await writeFile(join(gitDir, 'objects', 'pack', 'tmp_pack_1'), Buffer.alloc(3 * 1024 ** 2));
  const { port } = server.address() as AddressInfo;
  const url = new URL(`http://127.0.0.1:${port}/devel/0`);
  const epoch = { number: 0, url: url.href, fingerprint: null };
  const fetching = updateMirror(gitDir, epoch, { url, addresses: ['127.0.0.1'] }, limits);
  await expect(fetching).rejects.toMatchObject({
    code: 'BOUND_TOO_LARGE',
    message: expect.stringMatching(expected),
    remedy: expect.stringMatching(/^Clone it by hand/),
  });
}

test('too large', () => check({ bytes: 2 * 1024 ** 2, ms: 60_000 }, /grew beyond 2 MiB/), 60_000);
test('too slow', () => check({ bytes: 4 * 1024 ** 2, ms: 1_200 }, /took longer than 0.02 minutes/), 60_000);

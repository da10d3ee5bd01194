import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { assert } from '@/lib/base/assert.ts';
import { quoteMboxrd } from '@/lib/mail/mbox/test-mboxrd.ts';

/** An archive that commands fill and the pages of this process read. */
export type TestDocket = {
  /** A folder of its own, which goes with it. */
  readonly folder: string;
  /** What a command prints; it is expected to succeed. */
  readonly docket: (...args: readonly string[]) => Promise<string>;
  /** Reads mails, or an mbox, as what a list has. */
  readonly ingest: (list: string, mails: readonly Uint8Array[] | string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function openTestDocket(): Promise<TestDocket> {
  const folder = await mkdtemp(join(tmpdir(), 'docket-pages-'));
  const database = await cloneForPages();
  const docket: TestDocket['docket'] = async (...args) => {
    const { code, stdout, stderr } = await runDocket(database, folder, args);
    assert(code === 0, `docket ${args.join(' ')} ended with ${code}: ${stderr}`);
    return stdout;
  };
  return {
    folder,
    docket,
    ingest: async (list, mails) => {
      const path = join(folder, `${list}.mbox`);
      await writeFile(path, typeof mails === 'string' ? mails : Buffer.concat(mails.map(quoteMboxrd)));
      await docket('ingest', '--list', list, path);
    },
    close: async () => {
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

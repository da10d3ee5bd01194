import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MBOX, replaceItems } from '@/app/test-judged-mails.ts';
import { createSend, loadRoutes, type Route, type Send, type TestAccount } from '@/app/test-site.ts';
import { runDocket } from '@/ingest/hostile/test-run-docket.ts';
import { cloneForPages } from '@/ingest/test-setup.ts';
import { assert } from '@/lib/base/assert.ts';
import { isPassing } from '@/lib/store/database/database-away.ts';
import { settleJudged } from '@/lib/store/judge/settle-judged.ts';
import { runWrite } from '@/lib/store/write.ts';

/** The discussion of judged-mails.ts as an archive with the list `devel`, behind all routes; for tests. */
export type JudgedSite = {
  /** A folder of its own, which goes with it. */
  readonly folder: string;
  readonly routes: readonly Route[];
  readonly send: Send;
  /** What a command prints; it is expected to succeed. */
  readonly docket: (...args: readonly string[]) => Promise<string>;
  /** Records a judgement by somebody who saw all that was said before, unless `onTop` says otherwise; gives its id. */
  readonly say: (account: TestAccount, fields: Readonly<Record<string, unknown>>) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** `mbox`: other mails; `withItems` false: those that the extractor finds, of mails that were not made into designs. */
export async function openJudgedSite({
  mbox = MBOX,
  withItems = true,
}: {
  readonly mbox?: string;
  readonly withItems?: boolean;
} = {}): Promise<JudgedSite> {
  const folder = await mkdtemp(join(tmpdir(), 'docket-judged-'));
  const database = await cloneForPages();
  await writeFile(join(folder, 'mails.mbox'), mbox);
  const docket: JudgedSite['docket'] = async (...args) => {
    const { code, stdout, stderr } = await runDocket(database, folder, args);
    assert(code === 0, `docket ${args.join(' ')} ended with ${code}: ${stderr}`);
    return stdout;
  };
  await docket('ingest', '--list', 'devel', join(folder, 'mails.mbox'));
  if (withItems) {
    await docket('derive');
    await insist(() => runWrite((write) => replaceItems(write, 0)));
  }
  const said: string[] = [];
  const routes = await loadRoutes();
  const send = createSend(routes);
  return {
    ...{ folder, routes, send, docket },
    say: async ({ token }, fields) => {
      const id = randomUUID();
      const { status } = await send('/api/judgements', {
        json: { id, onTop: said.join(' '), ...fields },
        token,
      });
      assert(status === 200, `${fields['verb']} was answered with ${status}`);
      said.push(id);
      // What a request leaves to the worker when the machine does much else.
      await settleJudged();
      return id;
    },
    close: async () => {
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

const TRIES_MAX = 5;

/** A request may take too long for a set-up on a machine that does much else; nothing was changed then. */
async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (let left = TRIES_MAX - 1; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !isPassing(error)) throw error;
    }
  }
}

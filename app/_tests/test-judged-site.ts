import { randomUUID } from 'node:crypto';
import { MBOX, replaceItems } from '@/app/_tests/test-judged-mails.ts';
import { createSend, loadRoutes, type Route, type Send, type TestAccount } from '@/app/_tests/test-site.ts';
import { openTestDocket, type TestDocket } from '@/ingest/hostile/test-docket.ts';
import { assert } from '@/lib/base/assert.ts';
import { isPassing } from '@/lib/store/database/database-away.ts';
import { settleJudged } from '@/lib/store/judge/settle-judged.ts';
import { runWrite } from '@/lib/store/write.ts';

/** The discussion of test-judged-mails.ts as an archive with the list `devel`, behind all routes. */
export type JudgedSite = TestDocket & {
  readonly routes: readonly Route[];
  readonly send: Send;
  /** Records a judgement by somebody who saw all that was said before, unless `onTop` says otherwise; gives its id. */
  readonly say: (account: TestAccount, fields: Readonly<Record<string, unknown>>) => Promise<string>;
};

/** `mbox`: other mails; `withItems` false: those that the extractor finds, of mails that were not made into designs. */
export async function openJudgedSite({
  mbox = MBOX,
  withItems = true,
}: {
  readonly mbox?: string;
  readonly withItems?: boolean;
} = {}): Promise<JudgedSite> {
  const archive = await openTestDocket();
  await archive.ingest('devel', mbox);
  if (withItems) {
    await archive.docket('derive');
    await insist(() => runWrite((write) => replaceItems(write, 0)));
  }
  const said: string[] = [];
  const routes = await loadRoutes();
  const send = createSend(routes);
  return {
    ...archive,
    routes,
    send,
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

import { parseArgs } from 'node:util';
import { asOperator } from '@/ingest/as-operator.ts';
import type { Command } from '@/ingest/commands/command.ts';
import { parseTime } from '@/ingest/commands/time-option.ts';
import { withDatabase } from '@/ingest/database.ts';
import { settleDesigns } from '@/ingest/derive/settle-designs.ts';
import { assertKnownList } from '@/ingest/pipeline/known-list.ts';
import { checkListName } from '@/ingest/sources/list-name.ts';
import { loadSettings } from '@/lib/auth/settings.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { hasWritten } from '@/lib/store/has-written.ts';
import { loadDigest } from '@/lib/store/news/load-digest.ts';
import { loadNewestTime } from '@/lib/store/news/moved-designs.ts';
import { digestText } from '@/lib/view/text/digest-text.ts';
import { formatTime } from '@/lib/view/time.ts';

const DAY_MS = 86_400_000;

export const digestCommand: Command = {
  help: `usage: docket digest [--list NAME] [--person ADDRESS] [--since TIME]
       [--until TIME] [--json]

Prints what changed, by design, in 72 columns: new versions and what they made
of the review before them, what was said, decided and settled, whose turn it is,
what was promised and is open. The same goes by mail to accounts that want it
(docs/feeds.md).

  --list NAME        only designs of this list
  --person ADDRESS   only designs this person took part in, with what waits for
                     them
  --since TIME       ISO 8601, a day from its beginning, UTC; default: a day
                     before --until
  --until TIME       the same, a day to its end; default: the newest mail of the
                     archive, or now when that is earlier
  --json             print the same as data

example:
  docket digest --list linux-xfs --since 2024-08-22 --until 2024-08-28
`,
  run: async (argv) => {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        list: { type: 'string' },
        person: { type: 'string' },
        since: { type: 'string' },
        until: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const list = checkListName(values.list);
    const person = values.person === undefined ? null : [parseAddress(values.person)];
    const since = values.since === undefined ? null : parseTime(values.since, 'start');
    const until = values.until === undefined ? null : parseTime(values.until, 'end');
    if (since !== null && until !== null && since > until) {
      throw new AppError('BAD_INPUT', '--since is after --until.', 'Give the earlier time as --since.');
    }
    const base = loadSettings(process.env).origin ?? '';
    return withDatabase({ migrate: 'embedded' }, (database) =>
      asOperator(database, async () => {
        await assertKnownList(list);
        // What was said in threads that came in while no worker ran.
        await settleDesigns(database);
        const newest = until ?? Math.min(Date.now(), (await loadNewestTime()) ?? Date.now());
        const begin = since ?? newest - DAY_MS;
        const asked = { list, emails: person, person, since: begin, until: Math.max(begin, newest) };
        const digest = await loadDigest(asked);
        process.stdout.write(
          values.json === true ? `${JSON.stringify(digest, null, 2)}\n` : digestText(digest, base),
        );
        if (begin > newest) process.stderr.write(`Nothing here is newer than ${formatTime(newest)} UTC.\n`);
        const isEmpty = digest.designs.length === 0 && (digest.waiting ?? []).length === 0;
        if (isEmpty && person !== null && !(await hasWritten(person))) {
          process.stderr.write(
            `Nobody here writes from ${person.join()}; docket search f:NAME finds the mails of a person.\n`,
          );
        }
        return 0;
      }),
    );
  },
};

function parseAddress(text: string): string {
  const address = text.trim().toLowerCase();
  if (/^[^\s@]+@[^\s@]+$/.test(address)) return address;
  throw new AppError(
    'BAD_INPUT',
    `'${text}' is no address.`,
    'Give one as mail has it, e.g. somebody@example.org',
  );
}

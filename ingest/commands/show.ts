import { parseArgs } from 'node:util';
import { asOperator } from '@/ingest/as-operator.ts';
import { cleanId } from '@/ingest/commands/clean-id.ts';
import type { Command } from '@/ingest/commands/command.ts';
import { parseTime } from '@/ingest/commands/time-option.ts';
import { type Database, withDatabase } from '@/ingest/database.ts';
import { settleSaid } from '@/ingest/derive/settle-designs.ts';
import { showMessage, showSeries, showThread } from '@/ingest/show/show.ts';
import { showDesign } from '@/ingest/show/show-design.ts';
import { showRangeDiff } from '@/ingest/show/show-range-diff.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { nearest } from '@/lib/base/nearest.ts';
import { findListOf, findThreadFailure } from '@/lib/store/find-list.ts';
import { findAlias } from '@/lib/store/keep/find-alias.ts';
import { loadSeries } from '@/lib/store/series/series.ts';
import { loadTrace } from '@/lib/store/trace.ts';

const UNSETTLED =
  'docket show: some of what people judged is not worked in yet; what it is about is shown as it was before\n';

const KINDS = ['message', 'thread', 'series', 'design'] as const;
type Kind = (typeof KINDS)[number];

export const showCommand: Command = {
  help: `usage: docket show message|thread|series MESSAGE-ID [--json]
       docket show design MESSAGE-ID [--at TIME] [--all] [--ids] [--json]
       docket show range-diff MESSAGE-ID MESSAGE-ID [--json]

Prints what the archive knows of a message, the thread it stands in, or the
series it is a cover or patch of (with the points of its review and what became
of them in the next version), or what changed from one version of a series to
another, for a terminal of 80 columns. Angle brackets around the id and lore
addresses are understood.

A design is the discussion that a message belongs to, through all versions of
its series: what is on the table, who is for and against it and why, what is
asked, promised and settled; as it was read from mail, without what people
judged (docket export design has that).

  --json      print the same as data
  --at TIME   of a design: as it was then, ISO 8601; a day to its end, UTC
  --all       of a design: everything, not only what matters most
  --ids       of a design: below each line the Message-ID of the mail it is from

example:
  docket show series 20240718130212.23905-1-bfoster@redhat.com
  docket show design 20240718130212.23905-1-bfoster@redhat.com --at 2024-07-20
  docket show range-diff 20240822145910.188974-1-bfoster@redhat.com \\
    20240828181912.41517-1-bfoster@redhat.com
`,
  run: async (argv) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        at: { type: 'string' },
        all: { type: 'boolean' },
        ids: { type: 'boolean' },
      },
    });
    const [kind, id, second] = positionals;
    const isRange = kind === 'range-diff';
    if (kind !== undefined && !isRange && !isKind(kind)) throw unknownKind(kind);
    if (isRange && positionals.length !== 3) {
      const remedy = 'docket show range-diff MESSAGE-ID MESSAGE-ID';
      throw new AppError('BAD_INPUT', 'A range-diff is of two series.', remedy);
    }
    if (id === undefined || (!isRange && positionals.length !== 2)) {
      throw new AppError(
        'BAD_INPUT',
        'Say what to show and its Message-ID.',
        'docket show --help has an example',
      );
    }
    if (kind !== 'design' && [values.at, values.all, values.ids].some((value) => value !== undefined)) {
      throw new AppError(
        'BAD_INPUT',
        '--at, --all and --ids are of a design.',
        'docket show design MESSAGE-ID',
      );
    }
    const named = cleanId(id);
    const other = second === undefined ? null : cleanId(second);
    const at = values.at === undefined ? null : parseTime(values.at, 'end');
    return withDatabase({ migrate: 'embedded' }, async (database) => {
      const { sql } = database;
      const json = values.json === true;
      // Of a design only what mails say is shown.
      if (kind !== 'design' && !(await settleSaid(database))) process.stderr.write(UNSETTLED);
      const { missing, text } = await asOperator(database, async () => {
        // The id of a reconstructed copy means the mail that took its place.
        const messageId = (await findAlias(named))?.messageId ?? named;
        if (other !== null) {
          const otherId = (await findAlias(other))?.messageId ?? other;
          const text = await showRangeDiff(messageId, otherId, json);
          return { text, missing: text === null ? await missingSeries([messageId, otherId]) : messageId };
        }
        const text =
          kind === 'design'
            ? await showDesign(sql, messageId, {
                at,
                all: values.all === true,
                ids: values.ids === true,
                json,
              })
            : isKind(kind)
              ? await show(kind, messageId, await findListOf(sql, messageId), json)
              : null;
        return { missing: messageId, text };
      });
      if (text === null) {
        return tellMissing(database, missing, { kind: isRange ? 'series' : kind, isPast: at !== null });
      }
      // A body may end without a line break.
      process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
      return 0;
    });
  },
};

function isKind(text: string | undefined): text is Kind {
  return KINDS.some((kind) => kind === text);
}

/** One who leaves the kind out gives an id instead. */
function unknownKind(text: string): AppError {
  const meant = text.includes('@') ? `message ${text}` : nearest(text, [...KINDS, 'range-diff']);
  return new AppError(
    'BAD_INPUT',
    `There is no '${text}' to show: only message, thread, series, design and range-diff.`,
    meant === null ? 'docket show --help has an example' : `Did you mean docket show ${meant}?`,
  );
}

/** The first that is of no series here. */
async function missingSeries(ids: readonly [string, string]): Promise<string> {
  return (await loadSeries(ids[0])) === null ? ids[0] : ids[1];
}

/** Why what was asked for is not shown; gives the exit code. */
async function tellMissing(
  database: Database,
  messageId: string,
  { kind, isPast }: { readonly kind: string | undefined; readonly isPast: boolean },
): Promise<number> {
  const failure = kind === 'series' ? await findThreadFailure(database.sql, messageId) : null;
  if (failure !== null) {
    throw new AppError(
      'UNSUPPORTED',
      `The series of the thread with ${messageId} could not be told: ${failure}`,
      'A defect of Docket: report it with this message and the Message-ID. The mails are all there.',
    );
  }
  const { withdrawn } = await asOperator(database, () => loadTrace(messageId));
  if (withdrawn !== null) {
    process.stderr.write(
      `docket show: ${messageId} was here and was taken back: ${withdrawn}\n` +
        '  remedy: none; a copy from elsewhere does not bring it back\n',
    );
    return 1;
  }
  const sought = `${kind} with ${messageId}`;
  const remedy = `docket ingest https://lore.kernel.org/all/${encodeURIComponent(messageId)}/`;
  process.stderr.write(
    isPast
      ? `docket show: the archive has no ${sought} of that time\n  remedy: leave out --at, or ${remedy}\n`
      : `docket show: the archive has no ${sought}\n  remedy: ingest it, e.g. ${remedy}\n`,
  );
  return 1;
}

async function show(kind: Kind, id: string, list: string | null, json: boolean): Promise<string | null> {
  if (kind === 'series') return showSeries(id, json);
  if (list === null) return null;
  return kind === 'thread' ? showThread(list, id, json) : showMessage(list, id, json);
}

import { parseArgs } from 'node:util';
import { asOperator } from '@/ingest/as-operator.ts';
import type { Command } from '@/ingest/commands/command.ts';
import { withDatabase } from '@/ingest/database.ts';
import { settleDesigns } from '@/ingest/derive/settle-designs.ts';
import { assertKnownList } from '@/ingest/pipeline/known-list.ts';
import { checkListName } from '@/ingest/sources/list-name.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { fold } from '@/lib/base/fold.ts';
import { createMarker, excerptOf } from '@/lib/search/excerpt.ts';
import { OPERATOR_HELP } from '@/lib/search/operators.ts';
import { unknownOperators } from '@/lib/search/unknown-operators.ts';
import { stateAt } from '@/lib/series/stalled.ts';
import { type Found, find, SHOWN, type Shown } from '@/lib/store/find.ts';
import { terminalLine } from '@/lib/view/text/terminal.ts';
import { formatTime } from '@/lib/view/time.ts';

const WIDTH = 80;
const LIMIT_MAX = 1_000;
const EXCERPT_LINES = 2;
const ASKS_OF_ITEMS = /\b(?:kind|status|by|owner|verdict):/i;

export const searchCommand: Command = {
  help: `usage: docket search QUERY... [--show messages|series|items] [--best]
       [--list NAME] [--limit N] [--json]

Prints what the archive has of it, newest first. Operators are those of
lore.kernel.org and some of our own; what stands without one is a word of
subject, author, body, patch or Message-ID. All must be there.

${OPERATOR_HELP.map(describeOperator).join('')}
  --show KIND   messages (default), series with such messages, or items in them
  --best        best matches first instead of newest
  --list NAME   only this list
  --limit N     at most so many (20; 1000 at most)
  --json        one JSON document, with the number that match

examples:
  docket search 's:"zero range" f:foster d:2024-07..'
  docket search dfn:fs/iomap/buffered-io.c dfb:flush --show series
  docket search kind:objection status:open --show items
`,
  run: async (argv) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        show: { type: 'string', default: 'messages' },
        best: { type: 'boolean' },
        list: { type: 'string' },
        limit: { type: 'string', default: '20' },
        json: { type: 'boolean' },
      },
    });
    const text = positionals.join(' ');
    if (text.trim() === '') {
      throw new AppError(
        'BAD_INPUT',
        'There is nothing to search for.',
        'Give words or operators; docket search --help lists them',
      );
    }
    const show = checkShow(values.show);
    const limit = checkLimit(values.limit);
    const list = checkListName(values.list);
    const order = values.best === true ? ('relevance' as const) : ('date' as const);
    return withDatabase({ migrate: 'embedded' }, async (database) => {
      await asOperator(database, () => assertKnownList(list));
      // What was said in threads that came in while no worker ran; a search for words need not wait for it.
      if (show === 'items' || ASKS_OF_ITEMS.test(text)) await settleDesigns(database);
      const asked = { text, show, list, order, after: null, limit, now: Date.now() };
      const found = await asOperator(database, () => find(asked));
      if ('problem' in found) {
        const { at, end, detail } = found.problem;
        throw new AppError(
          'BAD_INPUT',
          `${detail}\n  ${text.replace(/\s/g, ' ')}\n  ${' '.repeat(at)}${'^'.repeat(Math.max(1, end - at))}`,
          'docket search --help lists the operators',
        );
      }
      process.stdout.write(values.json === true ? jsonOf(found) : textOf(found));
      process.stderr.write(unknownOperators(text).map(describeUnknown).join(''));
      return found.page.count === 0 ? 1 : 0;
    });
  },
};

function checkShow(text: string): Shown {
  const show = SHOWN.find((one) => one === text);
  if (show === undefined) {
    throw new AppError('BAD_INPUT', `'${text}' cannot be shown.`, `--show takes ${SHOWN.join(', ')}`);
  }
  return show;
}

function checkLimit(text: string): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= LIMIT_MAX) return limit;
  throw new AppError('BAD_INPUT', `'${text}' is no number of rows.`, `--limit takes 1 to ${LIMIT_MAX}`);
}

function jsonOf({ show, page }: Found): string {
  const rows = page.rows.map((row) => {
    const { cursor: _, ...rest } = row;
    // The body is there to find the words in it; `docket show` prints it.
    return 'body' in rest ? { ...rest, body: undefined } : rest;
  });
  return `${JSON.stringify({ show, count: page.count, rows }, null, 2)}\n`;
}

function textOf(found: Found): string {
  const { page, show } = found;
  const lines = linesOf(found);
  const shown = page.hasMore ? `, the first ${page.rows.length} of them above` : '';
  return `${lines.map((line) => `${line}\n`).join('')}${page.count} ${show}${shown}\n`;
}

function linesOf(found: Found): readonly string[] {
  switch (found.show) {
    case 'messages': {
      const marker = createMarker(found.query, 'body');
      return found.page.rows.flatMap((row) => [
        terminalLine(`${row.at === null ? 'no date' : formatTime(row.at)}  ${row.subject}`, WIDTH),
        terminalLine(
          `  ${row.fromName === '' ? row.fromEmail : row.fromName}  <${row.messageId}>`,
          WIDTH * 2,
        ),
        ...excerptOf(row.body, marker, EXCERPT_LINES).map(
          (line) => `    ${terminalLine(line.map(({ text }) => text).join(''), WIDTH - 4)}`,
        ),
      ]);
    }
    case 'series':
      return found.page.rows.flatMap((row) => {
        const state = stateAt(row.state, row.movedAt, Date.now());
        return [
          terminalLine(`${formatTime(row.movedAt)}  v${row.version} ${state}  ${row.name}`, WIDTH),
          `  ${terminalLine(`${row.authorName}  <${row.id}>`, WIDTH * 2)}`,
        ];
      });
    case 'items':
      return found.page.rows.flatMap((row) => [
        terminalLine(`${formatTime(row.at)}  ${row.itemKind} ${row.status ?? ''}  ${row.title}`, WIDTH),
        `  ${terminalLine(`${row.byName}  <${row.messageId}>`, WIDTH * 2)}`,
      ]);
  }
}

function describeUnknown({ name, meant }: ReturnType<typeof unknownOperators>[number]): string {
  const instead = meant === null ? 'docket search --help lists them' : `did you mean ${meant}: ?`;
  return `${name}: is no operator and was looked for as a word; ${instead}\n`;
}

function describeOperator([operator, text]: (typeof OPERATOR_HELP)[number]): string {
  return `  ${operator.padEnd(26)}${fold(text, 52).join(`\n${' '.repeat(28)}`)}\n`;
}

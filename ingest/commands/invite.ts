import { parseArgs } from 'node:util';
import type { Command } from '@/ingest/commands/command.ts';
import { withDatabase } from '@/ingest/database.ts';
import { loadSettings } from '@/lib/auth/settings.ts';
import { makeSetupLink } from '@/lib/auth/setup-link.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { findServedAt } from '@/lib/store/jobs/served-at.ts';

export const inviteCommand: Command = {
  help: `usage: docket invite --admin [--json]

Prints a link that makes an admin account. It works once, within a day, and
takes the place of an earlier one. It begins with DOCKET_URL, else with the
address of the server that runs. Others are invited on the admin page
(docs/accounts.md).

  --json   print {"link": address}
`,
  run: async (argv) => {
    const { values } = parseArgs({
      args: [...argv],
      options: { admin: { type: 'boolean' }, json: { type: 'boolean' } },
    });
    if (!values.admin) {
      throw new AppError(
        'BAD_INPUT',
        'Only admins are invited from the terminal.',
        'docket invite --admin, or invite others on the page /admin',
      );
    }
    const { origin } = loadSettings(process.env);
    return withDatabase({ migrate: 'embedded' }, async ({ sql }) => {
      const address = origin ?? (await findServedAt(sql)) ?? addressToBe();
      const link = await makeSetupLink(sql, address);
      process.stdout.write(`${values.json ? JSON.stringify({ link }) : link}\n`);
      return 0;
    });
  },
};

/** Of the server that is yet to be started; one that runs is found. */
function addressToBe(): string {
  const address = `http://localhost:${process.env['DOCKET_PORT'] ?? '3000'}`;
  process.stderr.write(
    `No docket serve runs here. When it does, and not at ${address}, put its address in place of that.\n`,
  );
  return address;
}

import { parseArgs } from 'node:util';
import { cleanId } from '@/ingest/commands/clean-id.ts';
import { parseTime } from '@/ingest/commands/time-option.ts';
import { withDatabase } from '@/ingest/database.ts';
import { DESIGN_FORMATS, type DesignFormat, exportDesign } from '@/ingest/show/export-design.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { deriveDesigns } from '@/lib/store/derive/designs.ts';
import { findAlias } from '@/lib/store/keep/find-alias.ts';

/** `docket export design MESSAGE-ID`. */
export async function exportDesignCommand(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { format: { type: 'string', default: 'md' }, at: { type: 'string' } },
  });
  const [kind, id] = positionals;
  const { format } = values;
  if (kind !== 'design' || id === undefined || positionals.length !== 2 || !isFormat(format)) {
    throw new AppError(
      'BAD_INPUT',
      'A design is exported by a Message-ID, as md, json or mail.',
      'docket export --help has an example',
    );
  }
  const named = cleanId(id);
  const at = values.at === undefined ? null : parseTime(values.at, 'end');
  return withDatabase({ migrate: 'embedded' }, async ({ sql, lease }) => {
    // What was said in threads that came in while no worker ran.
    await deriveDesigns(sql);
    process.env['DOCKET_WEB_DATABASE_URL'] = lease.appUrl;
    // The id of a reconstructed copy means the mail that took its place.
    const messageId = (await findAlias(named))?.messageId ?? named;
    const text = await exportDesign(messageId, at, format);
    if (text === null) {
      process.stderr.write(
        `docket export: the archive has no design with ${messageId}\n` +
          '  remedy: docket show message MESSAGE-ID tells whether the mail is here\n',
      );
      return 1;
    }
    process.stdout.write(text);
    return 0;
  });
}

function isFormat(text: string): text is DesignFormat {
  return DESIGN_FORMATS.some((format) => format === text);
}

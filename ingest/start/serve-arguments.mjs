// What `docket serve` takes, and `npm start` with it: in plain JavaScript, so that a fresh clone can explain it, or
// refuse a mistake, before it has installed and built anything.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** For `parseArgs`. */
export const SERVE_OPTIONS = /** @type {const} */ ({ port: { type: 'string' }, host: { type: 'string' } });

export const SERVE_OPTIONS_HELP = `  --port N         (default: DOCKET_PORT, else 3000; when 3000 is taken the next
                   free one)
  --host ADDRESS   (default: DOCKET_HOST, else 127.0.0.1)
`;

const HELP = `usage: npm start [-- [--port N] [--host ADDRESS] [SOURCE...]]

Installs and builds what is missing or out of date, then does docket serve:
starts the database, loads the bundled sample into an empty archive, and prints
the address of the pages. Ctrl-C stops everything.

${SERVE_OPTIONS_HELP}  SOURCE           ingested as well: an address on lore, an mbox, a folder
`;

/**
 * What `npm start` says instead of starting: its help (exit code 0), or what is wrong with its options or with the path
 * of a source (2). Null when there is something to start; what `docket serve` refuses beside that is told before the
 * build.
 *
 * @param {readonly string[]} args
 * @param {string} folder what paths are relative to
 * @returns {{ readonly code: 0 | 2, readonly text: string } | null}
 */
export function answerAtOnce(args, folder) {
  if (args.includes('--help') || args.includes('-h')) return { code: 0, text: HELP };
  try {
    const { positionals } = parseArgs({ args: [...args], options: SERVE_OPTIONS, allowPositionals: true });
    const wrong = positionals.find(
      (source) => !/^[a-z]+:\/|^-$/i.test(source) && !existsSync(resolve(folder, source)),
    );
    if (wrong === undefined) return null;
    const remedy = 'Check the path; an address begins with https://';
    return { code: 2, text: `npm start: There is no ${wrong}.\n  remedy: ${remedy}\n` };
  } catch (cause) {
    // Node adds advice about `--` that nobody asked for.
    const [reason] = /** @type {Error} */ (cause).message.split(/\. To specify|\n/);
    return { code: 2, text: `npm start: ${reason}\n  remedy: npm start -- --help\n` };
  }
}

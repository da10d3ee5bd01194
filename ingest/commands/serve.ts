import { parseArgs } from 'node:util';
import type { Command } from '@/ingest/commands/command.ts';
import { checkServe, serve } from '@/ingest/serve/serve.ts';
import { asLocation } from '@/ingest/sources/file-address.ts';
import { SERVE_OPTIONS, SERVE_OPTIONS_HELP } from '@/ingest/start/serve-arguments.mjs';
import { AppError } from '@/lib/base/app-error.ts';

export const serveCommand: Command = {
  help: `usage: docket serve [--port N] [--host ADDRESS] [--check] [SOURCE...]

Serves the pages, with a worker process beside the web process for ingest and
derive jobs. Starts the embedded database, brings it up to date, and loads the
bundled sample into an empty archive. Needs a build: npm start makes one.

${SERVE_OPTIONS_HELP}  --check          starts nothing: says what is wrong with options, settings and
                   sources (exit code 2), or nothing
  SOURCE           ingested as well, see docket ingest --help
`,
  run: async (argv) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { ...SERVE_OPTIONS, check: { type: 'boolean' } },
    });
    const port = values.port ?? process.env['DOCKET_PORT'] ?? null;
    const options = {
      port: port === null ? null : parsePort(port),
      host: values.host ?? process.env['DOCKET_HOST'] ?? '127.0.0.1',
      sources: positionals.map(asLocation),
    };
    if (values.check !== true) return serve(options);
    await checkServe(options);
    return 0;
  },
};

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) {
    throw new AppError(
      'BAD_INPUT',
      `'${text}' is not a port.`,
      'Give a number from 1 to 65535, e.g. --port 3000',
    );
  }
  return port;
}

import { PrismaPg } from '@prisma/adapter-pg';
import { AppError } from '@/lib/base/app-error.ts';
import { isDiskFull, isLate, isUnanswered } from '@/lib/store/database/unanswered.ts';
import { type Prisma, PrismaClient } from '@/prisma/generated/client.ts';

/** A page that needs longer is a defect; the limit keeps one request from holding a connection (docs/web.md). */
const STATEMENT_TIMEOUT_MS = 2_000;
const CONNECT_TIMEOUT_MS = 2_000;
/** A server that hangs, as on a disk that does, keeps no limit of its own: pages waited half a minute and longer. */
const ANSWER_TIMEOUT_MS = 10_000;
/** Per web process. Queries take about a millisecond on two cores; more connections would only queue inside. */
export const CONNECTIONS_MAX = 8;
const STATEMENTS_MAX = 200;
/** A new connection plans each statement again; the pool's own ten seconds would end them between two readers. */
const IDLE_MS = 300_000;

/** A statement that begins so is planned each time it runs. */
const UNNAMED = '/* search */';

const REMEDY = 'Start it with `npm start`, or see `npm run docket -- doctor`.';
const FULL_REMEDY = 'Free some space, or move DOCKET_HOME to a larger disk; nothing stored is lost.';
/** Between two lines of the log that say so. */
const FULL_TOLD_MS = 60_000;
const LATE_REMEDY = 'Try again in a moment; if it stays so, see `npm run docket -- doctor`.';

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;

/** One per process: the development server loads this module again on every change. */
declare global {
  var docketPrisma: PrismaClient | undefined;
  var docketAdapter: Promise<Adapter> | undefined;
}

/** For the files of lib/store that run statements; all others use prisma.ts here or lib/store/write.ts. */
export function client(): PrismaClient {
  return globalThis.docketPrisma ?? open().prisma;
}

/** Prisma and `readPlain` share the adapter, and so its connections. Nothing connects before the first statement. */
function open(): { readonly prisma: PrismaClient; readonly adapter: Promise<Adapter> } {
  const factory = createFactory();
  const adapter = factory.connect();
  const { provider, adapterName } = factory;
  const prisma = new PrismaClient({ adapter: { provider, adapterName, connect: () => adapter } });
  globalThis.docketPrisma = prisma;
  globalThis.docketAdapter = adapter;
  return { prisma, adapter };
}

/** That of the present client; there is none without. */
function sharedAdapter(): Promise<Adapter> {
  const adapter = globalThis.docketPrisma === undefined ? undefined : globalThis.docketAdapter;
  return adapter ?? open().adapter;
}

function createFactory(): PrismaPg {
  const url = process.env['DOCKET_WEB_DATABASE_URL'];
  if (url === undefined || url === '') {
    throw new AppError('DATABASE_UNAVAILABLE', 'DOCKET_WEB_DATABASE_URL is not set.', REMEDY);
  }
  return new PrismaPg(
    {
      connectionString: url,
      max: CONNECTIONS_MAX,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      idleTimeoutMillis: IDLE_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      application_name: 'docket-web',
      // Without it a command waited ten seconds for its idle connections after its last line.
      allowExitOnIdle: true,
      // A page cannot write, whatever it was talked into; lib/store/write.ts asks for more.
      options: '-c default_transaction_read_only=on',
    },
    {
      // A connection cut while idle (restart of the database) is replaced by the pool at the next query.
      onPoolError: () => undefined,
      onConnectionError: () => undefined,
      statementNameGenerator: statementName(),
    },
  );
}

/**
 * Names make PostgreSQL plan a statement once per connection instead of at every request; planning the thread page
 * took as long as running it. Our statements are a few fixed texts; beyond the limit one is planned each time.
 */
function statementName(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql: text }) => {
    // Searches differ, and a plan for all of them would be bad for each.
    if (text.startsWith(UNNAMED)) return '';
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size >= STATEMENTS_MAX) return '';
    const name = `docket_${names.size}`;
    names.set(text, name);
    return name;
  };
}

/** Rows of a read of operational tables: what is asked before it is known who asks. Throws as `answered` does. */
export async function readOperational<Row>(statement: Prisma.Sql): Promise<readonly Row[]> {
  return answered(() => client().$queryRaw<Row[]>(statement));
}

const ANY = { scalarType: 'unknown', arity: 'scalar' } as const;

/**
 * Rows whose columns are all text or 32-bit integers, without Prisma, which converts nothing of them and takes 0.13 ms
 * of processor time for a statement instead of 0.04. Throws as `answered` does.
 */
export async function readPlain<Row>({ text, values }: Prisma.Sql): Promise<readonly Row[]> {
  const { columnNames, rows } = await answered(async () => {
    const adapter = await sharedAdapter();
    return adapter.queryRaw({ sql: text, args: values, argTypes: values.map(() => ANY) });
  });
  return rows.map((row) => {
    const named: Record<string, unknown> = {};
    for (const [index, name] of columnNames.entries()) named[name] = row[index];
    return named as Row;
  });
}

/**
 * Runs a query. Throws AppError DATABASE_UNAVAILABLE when there is no answer: server gone, starting up, out of
 * connections, or slower than the limit of a statement or a transaction.
 */
export async function answered<T>(query: () => Promise<T>): Promise<T> {
  try {
    return await query();
  } catch (error) {
    if (error instanceof AppError || !isUnanswered(error)) throw error;
    const [words, remedy] = wordsFor(error);
    throw new AppError('DATABASE_UNAVAILABLE', words, remedy, { cause: error });
  }
}

function wordsFor(error: unknown): readonly [words: string, remedy: string] {
  if (isDiskFull(error)) {
    logDiskFull();
    return ['The disk of the database is full.', FULL_REMEDY];
  }
  if (isLate(error)) return ['The database takes too long to answer.', LATE_REMEDY];
  return ['The database does not answer.', REMEDY];
}

let fullToldAt = Number.NEGATIVE_INFINITY;

/** Who asks cannot mend it. */
function logDiskFull(): void {
  if (performance.now() - fullToldAt < FULL_TOLD_MS) return;
  fullToldAt = performance.now();
  console.error('The disk of the database is full: nothing can be written before some space is freed.');
}

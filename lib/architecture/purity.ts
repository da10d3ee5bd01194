import { isTest } from '@/lib/architecture/imports.ts';
import { roomOf } from '@/lib/architecture/rooms.ts';
import { lineAt, type Scan } from '@/lib/architecture/scan.ts';
import type { SourceFile, Violation } from '@/lib/architecture/violation.ts';

type Impurity = { readonly pattern: RegExp; readonly message: string };

const CLOCK = 'reads the clock; take the time as an argument';
const LOCALE = 'depends on the locale of the machine; format in lib/view with fixed rules';

/** What makes the result of a pure function depend on when, where or for whom it runs. */
const IMPURITIES: readonly Impurity[] = [
  { pattern: /\bDate\s*\.\s*now\b/g, message: CLOCK },
  { pattern: /\bnew\s+Date\s*(?:\(\s*\)|(?![\s(]))/g, message: CLOCK },
  { pattern: /(?<!\bnew\s)(?<![.\w])Date\s*\(/g, message: CLOCK },
  { pattern: /\bperformance\s*\.\s*now\b/g, message: CLOCK },
  { pattern: /\b(?:setTimeout|setInterval|setImmediate|queueMicrotask)\s*\(/g, message: CLOCK },
  { pattern: /\bMath\s*\.\s*random\b/g, message: 'is random; take a seed and use the PRNG of lib/sim' },
  {
    pattern: /\bcrypto\s*\.\s*(?:randomUUID|getRandomValues)\b/g,
    message: 'is random; take the value as an argument',
  },
  { pattern: /\.\s*toLocale\w*\b/g, message: LOCALE },
  { pattern: /\.\s*localeCompare\b/g, message: 'depends on the locale; compare code units with < and >' },
  {
    pattern: /\bIntl\s*\.\s*\w+\s*(?:\(\s*\)|\(\s*undefined\b|(?![\s(\w]))/g,
    message: `${LOCALE}, naming it`,
  },
  {
    pattern:
      /\.\s*(?:get|set)(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset)\s*\(/g,
    message: 'depends on the time zone of the machine; use the UTC form',
  },
  { pattern: /\b(?:process|Buffer|globalThis)\s*\./g, message: 'needs Node; move it to ingest or lib/store' },
  { pattern: /(?<![.\w])fetch\s*\(/g, message: 'needs the network; move it to ingest' },
  { pattern: /\bconsole\s*\./g, message: 'prints; return a value or a Problem and let ingest print it' },
];

/** Empty for tests and for rooms that may do IO. */
export function checkPurity(file: SourceFile, scan: Scan): readonly Violation[] {
  const room = roomOf(file.path);
  if (room === null || !room.pure || isTest(file.path)) return [];
  return IMPURITIES.flatMap(({ pattern, message }) =>
    [...scan.code.matchAll(pattern)].map((match) => ({
      path: file.path,
      line: lineAt(scan.code, match.index),
      message: `${room.folder} is pure, and \`${match[0].trim()}\` ${message}`,
    })),
  );
}

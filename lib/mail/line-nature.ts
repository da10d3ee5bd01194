import { pattern } from '@/lib/base/pattern.ts';

/** What a line of an author's own text is: words, or something shown. */
export type LineNature = 'own' | 'code' | 'log' | 'table';

/** Dumps of the kernel and of shells. */
const LOG = [
  /^\s*(?:<\d>)?\[\s*\d{1,7}\.\d{3,6}\]/,
  /\+0x[0-9a-f]+\/0x[0-9a-f]+/,
  // What compilers and linkers say of a line of a file.
  /^\s*[\w.+/~-]{0,200}[\w/]\.\w{1,6}:\d{1,7}:(?:\d{1,5}:)? (?:fatal error|error|warning|note|undefined reference)\b/,
  /^\s*In file included from \S/,
  /^\s*(?:R[IS]P|R[A-D]X|RS[IP]|R\d\d|CR2|CPU|PID|Code|Call Trace|Modules linked in|Hardware name|Workqueue): ?\S*/,
  /^\s*[\w.-]+@[\w.-]+[:~ ]\S*[#$] \S/,
  /^\s*[#$] (?:\.?\/|\w+ -|sudo |git |mkfs|mount|xfs_|fsck|cat |echo |dd )/,
];
const CODE = [
  /^\s*[{}][\s;,)]*(?:\\|else\b.*)?$/,
  /^\s*#\s?(?:include|define|ifdef|ifndef|if|endif|else|undef)\b(?!.*[.?!]$)/,
  /^\s*(?:\/\*|\*\/|\/\/ )/,
  /[\w)\]] ?[-+|&^]?=[^=].*;\s*(?:\/\*.*)?$/,
  /^\s*[\w.>-]+\(.*\)\s*[;{]\s*$/,
  /^\s*(?:if|for|while|switch) ?\(.*\)\s*\{?$/,
  /^\s*(?:return\b.*;|(?:static|struct|const|unsigned|void|int|enum) .*[;{,(]|static .*\))$/,
];
const TABLE_EDGE = /^\s*(?:\|.*\||\+[-=+]{3,}|[-=]{3,}(?:\s+[-=]{3,})+)\s*$/;
/** Two blanks follow a full stop in prose; elsewhere they set columns. */
const COLUMN_GAP = /[^\s.?!:;,](?:\t| {2,})(?=\S)/g;
const NUMBER = /^[-+~<>]?[\d.,:x/%]+(?:[kKMGTP]i?B?|ms|us|ns|s|%)?$/;
const WORD = /^["'(*_`]{0,2}\p{L}[\p{Ll}'’-]*["')*_`]{0,2}[.,;:?!)]{0,2}$/u;

/** Only the head of a line is looked at: what is longer is prose or noise. */
const LINE_MAX = 400;

/**
 * Tells prose from code, dumps and tables, a line at a time. Most lines of prose leave at the first test; the patterns
 * have no nested repetition, and see LINE_MAX characters at most, so that no line costs more than a bounded time.
 */
export function lineNature(whole: string): LineNature {
  const line = whole.length > LINE_MAX ? whole.slice(0, LINE_MAX) : whole;
  const isIndented = line.startsWith('\t') || line.startsWith('    ');
  if (!isIndented && !HINT.test(line)) return 'own';
  if (line.trim() === '') return 'own';
  if (LOG.some((pattern) => pattern.test(line))) return 'log';
  if (CODE.some((pattern) => pattern.test(line))) return 'code';
  if (isTable(line)) return 'table';
  return isIndented && !isProse(line) ? 'code' : 'own';
}

/** Every line that is not plain prose at the margin has one of these. */
const HINT = pattern(
  '^\\s*[[{}|+#$<*/=-]|[;{}|]\\s*$|\\S {2,}\\S|\\S\\t|\\+0x|^\\s*\\w{2,8}:|[#$] |\\*\\/',
  '|^\\s*(?:if|for|while|switch) ?\\(|\\d: (?:fatal )?[a-z]|^\\s*In file ',
);

function isTable(line: string): boolean {
  if (TABLE_EDGE.test(line)) return true;
  const gaps = line.trim().match(COLUMN_GAP)?.length ?? 0;
  if (gaps === 0) return false;
  const tokens = line.trim().split(/\s+/);
  const numbers = tokens.filter((token) => NUMBER.test(token)).length;
  return gaps >= 3 || numbers * 2 >= tokens.length || (gaps >= 2 && numbers > 0);
}

/** Words set in, as below a bullet or in a citation: four words or more, and more than half of what there is. */
function isProse(line: string): boolean {
  const tokens = line.trim().split(/\s+/);
  let words = 0;
  for (const token of tokens) if (WORD.test(token)) words += 1;
  return words >= 4 && words * 2 > tokens.length;
}

import {
  ID_FIELDS,
  type IdField,
  STATE_FIELDS,
  type StateField,
  TEXT_FIELDS,
  type TextField,
  TIME_FIELDS,
  type TimeField,
} from '@/lib/search/query.ts';

/** The names of all operators. */
export const OPERATORS: ReadonlySet<string> = new Set([
  ...TEXT_FIELDS,
  ...ID_FIELDS,
  ...TIME_FIELDS,
  ...STATE_FIELDS,
]);

export function isOperator(name: string): boolean {
  return OPERATORS.has(name);
}

export function isTextField(name: string): name is TextField {
  return (TEXT_FIELDS as readonly string[]).includes(name);
}

export function isIdField(name: string): name is IdField {
  return (ID_FIELDS as readonly string[]).includes(name);
}

export function isTimeField(name: string): name is TimeField {
  return (TIME_FIELDS as readonly string[]).includes(name);
}

export function isStateField(name: string): name is StateField {
  return (STATE_FIELDS as readonly string[]).includes(name);
}

/** What each finds, for the help of the page and of the command. */
export const OPERATOR_HELP: readonly (readonly [operator: string, text: string])[] = [
  ['s:', 'subject'],
  ['f: t: c:', 'From, To, Cc; tc: a: several of them'],
  ['b: nq: q:', 'body; without quotes; quotes alone; bs: subject and body'],
  ['d: dt: rt:', 'sent or received: d:2024-07-01..2024-07-31, d:1.week.ago..'],
  ['m: mid:', 'words of a Message-ID; all of it'],
  ['l: list:', 'list'],
  ['dfn:', 'file of a patch'],
  ['dfa: dfb: dfctx:', 'lines it removes, adds, leaves'],
  ['dfhh:', 'functions its hunks are in'],
  ['dfpre: dfpost: dfblob:', 'git object before, after, either'],
  ['patchid:', 'git patch-id --stable'],
  ['kind: status: by: owner:', 'items of a design: kind:objection status:open'],
  ['verdict:', 'items by what the model says of their evidence: holds, stale, refutes'],
  ['series:', 'a series by name or Message-ID; status: its state too'],
  ['"..."  word*', 'phrase; words that begin so'],
  ['OR NOT - ( )', 'else all must be there'],
];

/** SQLSTATE classes 08 connection, 53 resources, 57 intervention (shutdown, start-up, timeout); else socket errors. */
const STATE = /^(?:08|53|57)/;
const WORDS = new RegExp(
  [
    'ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT',
    'Query read timeout',
    // What its adapter makes of errors of sockets and of a server that is full.
    'DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections',
    "Connection terminated|timeout exceeded|Can't reach database|starting up|due to statement timeout",
    // Prisma says the state of a raw query in its message alone.
    'not yet accepting|not queryable|Code: `(?:08|53|57)',
    // Its P2028 is both of these and using a transaction that is over, which is a defect.
    'Unable to start a transaction|expired transaction',
  ].join('|'),
);
/** PostgreSQL was there and ended the statement at its limit. */
const OVER_TIME_STATE = '57014';
const OVER_TIME = /Code: `57014|due to statement timeout/;
/** It writes nothing until there is space; what is stored may still be read. */
const DISK_FULL_STATE = '53100';
const DISK_FULL = /Code: `53100|No space left on device/;
/** The wait for a transaction was too long, or the transaction. */
const LATE = /Unable to start a transaction|expired transaction/;

/** Whether an error of Prisma or of its adapter says that there was no answer. */
export function isUnanswered(error: unknown): boolean {
  return chain(error).some(
    ({ codes, words }) =>
      codes.some((code) => STATE.test(code) || /^P1\d\d\d$/.test(code)) || WORDS.test(words),
  );
}

/** Whether it is the statement that took too long, not the wait for a connection or for a server that hangs. */
export function isOverTime(error: unknown): boolean {
  return chain(error).some(({ codes, words }) => codes.includes(OVER_TIME_STATE) || OVER_TIME.test(words));
}

/** Whether an error that is unanswered says that it took too long alone. */
export function isLate(error: unknown): boolean {
  return isOverTime(error) || chain(error).some(({ words }) => LATE.test(words));
}

/** Whether it is that the disk of the database is full. */
export function isDiskFull(error: unknown): boolean {
  const links = chain(error);
  // /dev/shm has the same state.
  if (links.some(({ words }) => words.includes('shared memory segment'))) return false;
  return links.some(({ codes, words }) => codes.includes(DISK_FULL_STATE) || DISK_FULL.test(words));
}

type Link = { readonly codes: readonly string[]; readonly words: string };

/** An error with its causes. */
function chain(error: unknown): readonly Link[] {
  const seen = new Set<unknown>();
  const links: Link[] = [];
  for (let cause = error; cause instanceof Object && !seen.has(cause); ) {
    seen.add(cause);
    const fields = cause as Readonly<Record<string, unknown>>;
    const codes = [fields['code'], fields['originalCode']].filter((code) => typeof code === 'string');
    const words = `${String(fields['message'])} ${codes[0] ?? ''} ${JSON.stringify(fields['meta'] ?? '')}`;
    links.push({ codes, words });
    cause = fields['cause'];
  }
  return links;
}

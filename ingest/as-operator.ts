import type { Database } from '@/ingest/database.ts';
import { type Reader, runAs } from '@/lib/store/reader.ts';

/** Whoever has the terminal has the database: the command line shows everything (docs/accounts.md). */
const OPERATOR: Reader = {
  accountId: '',
  name: '',
  email: '',
  formerEmails: [],
  isAdmin: true,
  roles: {},
  unread: 0,
};

/** Runs `work`, which reads as pages do (`queryRows`), on this database and on behalf of whoever has the terminal. */
export async function asOperator<T>({ lease }: Pick<Database, 'lease'>, work: () => Promise<T>): Promise<T> {
  process.env['DOCKET_WEB_DATABASE_URL'] = lease.appUrl;
  return runAs(OPERATOR, work);
}

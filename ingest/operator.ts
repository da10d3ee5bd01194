import type { Reader } from '@/lib/store/reader.ts';

/** Whoever has the terminal has the database: the command line shows everything (docs/accounts.md). */
export const OPERATOR: Reader = {
  accountId: '',
  name: '',
  email: '',
  isAdmin: true,
  roles: {},
  unread: 0,
};

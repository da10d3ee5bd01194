import { AsyncLocalStorage } from 'node:async_hooks';

export type Role = 'reader' | 'commenter' | 'maintainer';

/** Who asks. */
export type Reader = {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  /** Addresses the account had before. What was said under them is its own. */
  readonly formerEmails: readonly string[];
  readonly isAdmin: boolean;
  /** By list; `*` is every public list. */
  readonly roles: Readonly<Record<string, Role>>;
  /** Notifications that were not read. */
  readonly unread: number;
};

/** One for all copies of this module: Next bundles it once for every route. */
declare global {
  var docketReader: AsyncLocalStorage<Reader | null> | undefined;
}
globalThis.docketReader ??= new AsyncLocalStorage<Reader | null>();
const storage = globalThis.docketReader;

/** Runs `work` on behalf of a reader, null for an anonymous one: every page read in it shows what that one may see. */
export function runAs<T>(reader: Reader | null, work: () => Promise<T>): Promise<T> {
  return storage.run(reader, work);
}

/** Null outside of `runAs`: who is not known sees what everybody sees. */
export function currentReader(): Reader | null {
  return storage.getStore() ?? null;
}

/** Of whatever list: the others have no guesses to answer. */
export function maintains(reader: Reader | null): boolean {
  return reader !== null && (reader.isAdmin || Object.values(reader.roles).includes('maintainer'));
}

/** Whether the present reader said what has this author: the owner is the account, whatever its address was then. */
export function isOwn(author: string): boolean {
  const reader = currentReader();
  return reader !== null && (reader.email === author || reader.formerEmails.includes(author));
}

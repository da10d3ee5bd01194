import type { HostPolicy } from './http/host-policy.ts';
import type { Cursor } from './source.ts';

export type RemoteOptions = {
  readonly policy: HostPolicy;
  /** Where the last reading ended, or null. */
  readonly cursor: Cursor | null;
  /** Of the last complete reading, or null. */
  readonly seal: Cursor | null;
  /** Docket's data folder: `mirrors` and `downloads` are there. */
  readonly home: string;
};

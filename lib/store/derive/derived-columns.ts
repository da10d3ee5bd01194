import type { Columns } from '@/lib/store/keep/copy-row.ts';

/** The columns of threads and series, for which lib/store/derive/derived-rows.ts gives the values. */

export const THREAD_COLUMNS = {
  id: 'text',
  subject: 'text',
  lists: 'text[]',
  started_at: 'timestamptz',
  last_at: 'timestamptz',
  message_count: 'int4',
  root_is_ghost: 'bool',
} as const satisfies Columns;
export const NODE_COLUMNS = {
  thread_id: 'text',
  position: 'int4',
  parent_position: 'int4',
  depth: 'int4',
  message_id: 'text',
  message_key: 'uuid',
} as const satisfies Columns;
export const SERIES_COLUMNS = {
  id: 'text',
  thread_id: 'text',
  name: 'text',
  chain_id: 'text',
  version: 'int4',
  total: 'int4',
  rfc: 'bool',
  resend: 'bool',
  cover_id: 'text',
  author_name: 'text',
  author_email: 'text',
  lists: 'text[]',
  sent_at: 'timestamptz',
  moved_at: 'timestamptz',
  replies: 'int4',
  complete: 'bool',
  state: 'text',
  state_rule: 'text',
  state_because: 'jsonb',
  turn: 'text',
  turn_since: 'timestamptz',
  supersedes: 'text',
  superseded_by: 'text',
  follows: 'text',
} as const satisfies Columns;
export const PATCH_COLUMNS = {
  series_id: 'text',
  n: 'int4',
  message_id: 'text',
  name: 'text',
  patch_id: 'text',
  carried: 'bool',
  trailers: 'jsonb',
} as const satisfies Columns;
export const LINK_COLUMNS = {
  earlier: 'text',
  later: 'text',
  relation: 'text',
  score: 'float8',
  reasons: 'text[]',
  holds: 'bool',
  later_at: 'timestamptz',
} as const satisfies Columns;
export const PULL_COLUMNS = {
  id: 'text',
  thread_id: 'text',
  name: 'text',
  author_name: 'text',
  author_email: 'text',
  lists: 'text[]',
  sent_at: 'timestamptz',
  moved_at: 'timestamptz',
  replies: 'int4',
  source: 'text',
  state: 'text',
  state_rule: 'text',
  state_because: 'jsonb',
} as const satisfies Columns;
export const KEY_COLUMNS = {
  thread_id: 'text',
  key: 'text',
} as const satisfies Columns;
export const TAKEN_COLUMNS = {
  series_id: 'text',
  message_id: 'text',
  tree: 'text',
  kind: 'text',
  backport: 'bool',
  patches: 'jsonb',
  span_start: 'int4',
  span_end: 'int4',
} as const satisfies Columns;
export const REVERTED_COLUMNS = {
  series_id: 'text',
  by_id: 'text',
  patches: 'jsonb',
  message_id: 'text',
  span_start: 'int4',
  span_end: 'int4',
} as const satisfies Columns;
export const FAILURE_COLUMNS = {
  thread_id: 'text',
  failure: 'text',
} as const satisfies Columns;
export const CITATION_COLUMNS = {
  series_id: 'text',
  message_id: 'text',
  thread_id: 'text',
} as const satisfies Columns;

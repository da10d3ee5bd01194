import type { Column } from '@/lib/store/keep/copy-binary.ts';

/** The columns of threads and series, in the order in which lib/store/derive/derived-rows.ts gives their values. */

export const THREAD_COLUMNS: readonly Column[] = [
  { name: 'id', type: 'text' },
  { name: 'subject', type: 'text' },
  { name: 'lists', type: 'text[]' },
  { name: 'started_at', type: 'timestamptz' },
  { name: 'last_at', type: 'timestamptz' },
  { name: 'message_count', type: 'int4' },
  { name: 'root_is_ghost', type: 'bool' },
];
export const NODE_COLUMNS: readonly Column[] = [
  { name: 'thread_id', type: 'text' },
  { name: 'position', type: 'int4' },
  { name: 'parent_position', type: 'int4' },
  { name: 'depth', type: 'int4' },
  { name: 'message_id', type: 'text' },
  { name: 'message_key', type: 'uuid' },
];
export const SERIES_COLUMNS: readonly Column[] = [
  { name: 'id', type: 'text' },
  { name: 'thread_id', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'chain_id', type: 'text' },
  { name: 'version', type: 'int4' },
  { name: 'total', type: 'int4' },
  { name: 'rfc', type: 'bool' },
  { name: 'resend', type: 'bool' },
  { name: 'cover_id', type: 'text' },
  { name: 'author_name', type: 'text' },
  { name: 'author_email', type: 'text' },
  { name: 'lists', type: 'text[]' },
  { name: 'sent_at', type: 'timestamptz' },
  { name: 'moved_at', type: 'timestamptz' },
  { name: 'replies', type: 'int4' },
  { name: 'complete', type: 'bool' },
  { name: 'state', type: 'text' },
  { name: 'state_rule', type: 'text' },
  { name: 'state_because', type: 'jsonb' },
  { name: 'turn', type: 'text' },
  { name: 'turn_since', type: 'timestamptz' },
  { name: 'supersedes', type: 'text' },
  { name: 'superseded_by', type: 'text' },
  { name: 'follows', type: 'text' },
];
export const PATCH_COLUMNS: readonly Column[] = [
  { name: 'series_id', type: 'text' },
  { name: 'n', type: 'int4' },
  { name: 'message_id', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'patch_id', type: 'text' },
  { name: 'carried', type: 'bool' },
  { name: 'trailers', type: 'jsonb' },
];
export const LINK_COLUMNS: readonly Column[] = [
  { name: 'earlier', type: 'text' },
  { name: 'later', type: 'text' },
  { name: 'relation', type: 'text' },
  { name: 'score', type: 'float8' },
  { name: 'reasons', type: 'text[]' },
  { name: 'holds', type: 'bool' },
  { name: 'later_at', type: 'timestamptz' },
];
export const PULL_COLUMNS: readonly Column[] = [
  { name: 'id', type: 'text' },
  { name: 'thread_id', type: 'text' },
  { name: 'name', type: 'text' },
  { name: 'author_name', type: 'text' },
  { name: 'author_email', type: 'text' },
  { name: 'lists', type: 'text[]' },
  { name: 'sent_at', type: 'timestamptz' },
  { name: 'moved_at', type: 'timestamptz' },
  { name: 'replies', type: 'int4' },
  { name: 'source', type: 'text' },
  { name: 'state', type: 'text' },
  { name: 'state_rule', type: 'text' },
  { name: 'state_because', type: 'jsonb' },
];
export const KEY_COLUMNS: readonly Column[] = [
  { name: 'thread_id', type: 'text' },
  { name: 'key', type: 'text' },
];
export const TAKEN_COLUMNS: readonly Column[] = [
  { name: 'series_id', type: 'text' },
  { name: 'message_id', type: 'text' },
  { name: 'tree', type: 'text' },
  { name: 'kind', type: 'text' },
  { name: 'backport', type: 'bool' },
  { name: 'patches', type: 'jsonb' },
  { name: 'span_start', type: 'int4' },
  { name: 'span_end', type: 'int4' },
];
export const REVERTED_COLUMNS: readonly Column[] = [
  { name: 'series_id', type: 'text' },
  { name: 'by_id', type: 'text' },
  { name: 'patches', type: 'jsonb' },
  { name: 'message_id', type: 'text' },
  { name: 'span_start', type: 'int4' },
  { name: 'span_end', type: 'int4' },
];
export const FAILURE_COLUMNS: readonly Column[] = [
  { name: 'thread_id', type: 'text' },
  { name: 'failure', type: 'text' },
];
export const CITATION_COLUMNS: readonly Column[] = [
  { name: 'series_id', type: 'text' },
  { name: 'message_id', type: 'text' },
  { name: 'thread_id', type: 'text' },
];

/** Where words are looked for; `any` is what stands without an operator. */
export const TEXT_FIELDS = [
  ...(['s', 'f', 't', 'c', 'a', 'tc', 'tcf', 'b', 'bs', 'nq', 'q', 'm'] as const),
  ...(['dfn', 'dfa', 'dfb', 'dfhh', 'dfctx'] as const),
] as const;
export type TextField = (typeof TEXT_FIELDS)[number] | 'any';

/** What is equal or not; of object names any seven digits and more are enough. */
export const ID_FIELDS = ['mid', 'dfpre', 'dfpost', 'dfblob', 'patchid', 'l', 'lid', 'list'] as const;
export type IdField = (typeof ID_FIELDS)[number];

/** `d` and `dt` by the Date field, `rt` by when it was received. */
export const TIME_FIELDS = ['d', 'dt', 'rt'] as const;
export type TimeField = (typeof TIME_FIELDS)[number];

/** What was derived: items, and the series a message is of. */
export const STATE_FIELDS = ['kind', 'status', 'by', 'owner', 'series', 'verdict'] as const;
export type StateField = (typeof STATE_FIELDS)[number];

/** What may stand behind an operator, in small letters with `-` for a space; an operator without words takes any. */
export type Vocabulary = Readonly<Partial<Record<StateField, readonly string[]>>>;

/** Words as they stand in the query. */
export type TextLeaf = {
  readonly kind: 'text';
  readonly field: TextField;
  readonly text: string;
  /** `words` is one word, or several that something like `/` joins: a phrase as well. `prefix` had a `*` behind it. */
  readonly form: 'words' | 'phrase' | 'prefix';
};
export type IdLeaf = { readonly kind: 'id'; readonly field: IdField; readonly value: string };
export type TimeLeaf = {
  readonly kind: 'time';
  readonly field: TimeField;
  /** As written; empty for an open end. */
  readonly from: string;
  /** Null: `from` alone was written. */
  readonly to: string | null;
};
export type StateLeaf = { readonly kind: 'state'; readonly field: StateField; readonly value: string };
export type Leaf = TextLeaf | IdLeaf | TimeLeaf | StateLeaf;

export type Query =
  | Leaf
  | { readonly kind: 'all'; readonly parts: readonly Query[] }
  | { readonly kind: 'any'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query };

/** Why a query is refused, and which characters of it (UTF-16) are meant. */
export type QueryProblem = { readonly at: number; readonly end: number; readonly detail: string };

export type Parsed =
  | { readonly ok: true; readonly query: Query }
  | { readonly ok: false; readonly problem: QueryProblem };

/** Several as one; parts of the same kind are taken apart. */
export function joined(kind: 'all' | 'any', parts: readonly Query[]): Query {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind, parts: flat };
}

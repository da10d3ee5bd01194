import { nearest } from '@/lib/base/nearest.ts';
import { OPERATORS } from '@/lib/search/operators.ts';
import { tokenize } from '@/lib/search/tokens.ts';

/** `https://` and `std::move` are no slips. */
const LIKE_OPERATOR = /^([a-z]{1,16}):(?![:/])./;
/** Shorter names are near to any other. */
const MEANT_LENGTH_MIN = 3;

/** What looks like an operator of a query and is none, each once, with the one that is near to it. Never throws. */
export function unknownOperators(
  text: string,
): readonly { readonly name: string; readonly meant: string | null }[] {
  const found = tokenize(text);
  if (!found.ok) return [];
  const names = found.tokens.flatMap((token) =>
    token.kind === 'word' && token.field === null ? (LIKE_OPERATOR.exec(token.text)?.[1] ?? []) : [],
  );
  return [...new Set(names)].map((name) => ({
    name,
    meant: name.length < MEANT_LENGTH_MIN ? null : nearest(name, [...OPERATORS]),
  }));
}

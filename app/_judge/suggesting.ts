import { mayOn } from '@/app/_judge/may.ts';
import type { ShownSuggestion } from '@/app/_judge/suggestion-list.tsx';
import { loadAccountNames } from '@/lib/store/account/account-names.ts';
import {
  type LoadedSuggestion,
  loadSuggestionPart,
  loadSuggestionsOf,
  maySuggest,
} from '@/lib/store/judge/load-suggestions.ts';
import type { Cursor } from '@/lib/store/list.ts';

/** Suggestions with whether the present reader may accept them. */
export async function shownSuggestions(
  suggestions: readonly LoadedSuggestion[],
): Promise<readonly ShownSuggestion[]> {
  if (suggestions.length === 0) return [];
  const may = await mayOn('maintainer');
  const names = await loadAccountNames(suggestions.flatMap(({ standing }) => standing.by?.author ?? []));
  return suggestions.map((one) => ({ ...one, names, mayJudge: may(one.lists) }));
}

/** Those of the mails of a page, whose bodies are there already: nearly always none, at no cost. */
export async function suggestionsIn(
  mails: readonly { readonly messageId: string; readonly body: string }[],
): Promise<readonly ShownSuggestion[]> {
  const ids = mails.filter(({ body }) => maySuggest(body)).map(({ messageId }) => messageId);
  return shownSuggestions(await loadSuggestionsOf(ids));
}

/** Rows that fill a page, and parts looked through for them before the rest is left to the next page. */
const ROWS = 50;
const PARTS_MAX = 10;

export type SuggestionPage = {
  readonly suggestions: readonly ShownSuggestion[];
  readonly next: Cursor | null;
};

/** A page of those that wait, or of all, newest first. */
export async function suggestionPage(
  before: Cursor | null,
  show: 'waiting' | 'all',
): Promise<SuggestionPage> {
  const rows: LoadedSuggestion[] = [];
  let at = before;
  for (let part = 0; part < PARTS_MAX; part += 1) {
    const { suggestions, next } = await loadSuggestionPart(at);
    rows.push(...suggestions.filter(({ standing }) => show === 'all' || standing.kind === 'waiting'));
    at = next;
    if (at === null || rows.length >= ROWS) break;
  }
  return { suggestions: await shownSuggestions(rows), next: at };
}

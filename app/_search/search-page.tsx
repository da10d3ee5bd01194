import type { ReactElement, ReactNode } from 'react';
import { Frame } from '@/app/_ui/frame.tsx';
import { OPERATOR_HELP } from '@/lib/search/operators.ts';
import type { QueryProblem } from '@/lib/search/query.ts';
import { escapeText } from '@/lib/view/html.ts';
import { type SearchAddress, searchPath } from '@/lib/view/search-address.ts';
import { inboxPath } from '@/lib/view/url.ts';

type Props = { readonly address: SearchAddress; readonly children?: ReactNode };

/** As HTML: it never changes, and React would go through it for every search. */
const OPERATORS_HTML = OPERATOR_HELP.map(
  ([operator, meaning]) =>
    `<div><dt><code>${escapeText(operator)}</code></dt><dd>${escapeText(meaning)}</dd></div>`,
).join('');

/** The field with what was typed, what was found, and the operators. */
export function SearchFrame({ address, children }: Props): ReactElement {
  const { list, text } = address;
  const up = list === null ? '/' : inboxPath(list);
  const crumbs = list === null ? [] : [{ text: list, href: inboxPath(list) }];
  return (
    <Frame
      title={text === '' ? 'Search' : `${shortened(text)} – search`}
      crumbs={[...crumbs, { text: 'search', href: null }]}
      up={up}
      {...(text.trim() === ''
        ? {}
        : { feed: `${searchPath({ ...address, order: 'date', after: null, offset: 0 })}&x=A` })}
    >
      <h1>{list === null ? 'Search' : `Search ${list}`}</h1>
      <SearchForm address={address} />
      {children}
      <details open={text === ''} className="operators">
        <summary>Operators</summary>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: words of ours, escaped */}
        <dl dangerouslySetInnerHTML={{ __html: OPERATORS_HTML }} />
      </details>
    </Frame>
  );
}

/** The text of a search as it stands in titles. */
export function shortened(text: string): string {
  return text.slice(0, 80).toWellFormed();
}

function SearchForm({ address }: { readonly address: SearchAddress }): ReactElement {
  const { list, text, show, order } = address;
  return (
    <form className="search" action={list === null ? '/search' : inboxPath(list)} aria-label="Search">
      <input type="search" name="q" defaultValue={text} aria-label="Search" maxLength={4096} />
      {show === 'messages' ? null : <input type="hidden" name="show" value={show} />}
      {order === 'date' ? null : <input type="hidden" name="sort" value={order} />}
      <button type="submit">search</button>
    </form>
  );
}

/** What could not be read, with its place marked. */
export function Refused(props: { readonly text: string; readonly problem: QueryProblem }): ReactElement {
  const { text, problem } = props;
  const end = Math.max(problem.end, problem.at);
  return (
    <div className="refused" role="alert">
      <pre>
        {text.slice(0, problem.at)}
        <mark>{text.slice(problem.at, end) || ' '}</mark>
        {text.slice(end)}
      </pre>
      <p>
        At character {problem.at + 1}: {problem.detail}
      </p>
    </div>
  );
}

import type { ReactElement } from 'react';
import type { SuggestionPage } from '@/app/_judge/suggesting.ts';
import { type ShownSuggestion, SuggestionList } from '@/app/_judge/suggestion-list.tsx';
import { WaitingViews } from '@/app/_judge/waiting-views.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { Pager } from '@/app/_ui/pager.tsx';
import { formatCursor } from '@/lib/view/url.ts';

type Props = {
  readonly page: SuggestionPage;
  readonly show: 'waiting' | 'all';
  readonly isNewest: boolean;
  /** This page, for its forms. */
  readonly back: string;
};

/** Every `#docket` line of the archive that waits for a maintainer. */
export function SuggestionsPage({ page, show, isNewest, back }: Props): ReactElement {
  const query = show === 'all' ? 'show=all&' : '';
  return (
    <Frame title="Suggestions" crumbs={[{ text: 'suggestions', href: null }]} up="/">
      <h1>
        Suggestions in mail{' '}
        <span className="views">
          {show === 'waiting' ? <strong>waiting</strong> : <a href="/suggestions">waiting</a>}
          {show === 'all' ? <strong>all</strong> : <a href="/suggestions?show=all">all</a>}
        </span>{' '}
        <WaitingViews shown="suggestions" />
      </h1>
      <p className="note">
        A line <code>#docket …</code> of a mail, in a paragraph of its own, asks for a judgement. It counts
        for nothing until a maintainer accepts it.
      </p>
      <SuggestionList suggestions={page.suggestions} inbox="all" back={back} ofAll={true} />
      {page.suggestions.length === 0 ? <p>{show === 'all' ? 'There are none.' : 'None waits.'}</p> : null}
      <Pager
        label="Pages"
        newest={isNewest ? null : `/suggestions${show === 'all' ? '?show=all' : ''}`}
        newer={null}
        older={page.next === null ? null : `/suggestions?${query}before=${formatCursor(page.next)}`}
      />
    </Frame>
  );
}

type SectionProps = {
  readonly suggestions: readonly ShownSuggestion[];
  readonly inbox: string;
  readonly back: string;
};

/** What the mails of another page suggest; nothing where they suggest nothing. */
export function SuggestionSection({ suggestions, inbox, back }: SectionProps): ReactElement | null {
  if (suggestions.length === 0) return null;
  return (
    <section aria-labelledby="suggestions">
      <h2 id="suggestions">
        Suggestions in mail{' '}
        <span className="views">
          <a href="/suggestions">all that wait</a>
        </span>
      </h2>
      <SuggestionList suggestions={suggestions} inbox={inbox} back={back} />
    </section>
  );
}

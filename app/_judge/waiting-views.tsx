import type { ReactElement } from 'react';

export const DOUBTFUL_OF_ALL = '/all/?show=doubtful';

const VIEWS = [
  { name: 'suggestions', text: 'suggestions in mail', path: '/suggestions' },
  { name: 'doubtful', text: 'doubtful versions', path: DOUBTFUL_OF_ALL },
  { name: 'unresolved', text: 'judgements without words', path: '/unresolved' },
] as const;

/** What waits for maintainers on whatever list: from each of the three pages the way to the other two. */
export function WaitingViews({ shown }: { readonly shown: (typeof VIEWS)[number]['name'] }): ReactElement {
  return (
    <span className="views">
      {VIEWS.filter(({ name }) => name !== shown).map(({ name, text, path }) => (
        <a key={name} href={path}>
          {text}
        </a>
      ))}
    </span>
  );
}

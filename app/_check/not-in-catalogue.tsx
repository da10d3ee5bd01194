import type { ReactElement } from 'react';
import { Frame } from '@/app/_ui/frame.tsx';
import { htmlResponse } from '@/app/_ui/respond.tsx';
import { nearest } from '@/lib/base/nearest.ts';
import { DOMAINS } from '@/lib/domains/registry.ts';
import { cataloguePath, scenarioPath, strategyPath } from '@/lib/view/check/run-address.ts';

/** What an address may name: where its page is, and what there is. */
const KINDS = {
  strategy: {
    pathOf: strategyPath,
    names: DOMAINS.flatMap(({ strategies }) => strategies.map(({ name }) => name)),
    place: '#strategies',
  },
  scenario: {
    pathOf: scenarioPath,
    names: DOMAINS.flatMap(({ catalogue }) => catalogue.map(({ name }) => name)),
    place: '',
  },
} as const;

type Props = { readonly kind: keyof typeof KINDS; readonly name: string };

/** 404 for a name that no catalogue has: the one that was meant, perhaps, and where they all are. */
export function notInCatalogue(request: Request, kind: Props['kind'], name: string): Promise<Response> {
  return htmlResponse(request, <NotInCatalogue kind={kind} name={name} />, 404);
}

function NotInCatalogue({ kind, name }: Props): ReactElement {
  const { pathOf, names, place } = KINDS[kind];
  const meant = nearest(name, names);
  return (
    <Frame
      title={`No such ${kind}`}
      crumbs={[{ text: 'scenarios', href: cataloguePath(DOMAINS[0]) }]}
      up={cataloguePath(DOMAINS[0])}
    >
      <h1>No such {kind}</h1>
      <p>
        No catalogue has the {kind} <code>{name.slice(0, 80)}</code>.
        {meant === null ? null : (
          <>
            {' '}
            Is it <a href={pathOf(meant)}>{meant}</a>?
          </>
        )}
      </p>
      <p>
        All of them:{' '}
        {DOMAINS.map((domain, index) => (
          <span key={domain.id}>
            {index === 0 ? '' : ', '}
            <a href={`${cataloguePath(domain)}${place}`}>{domain.title}</a>
          </span>
        ))}
      </p>
    </Frame>
  );
}

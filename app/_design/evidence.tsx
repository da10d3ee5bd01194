import type { ReactElement } from 'react';
import { ClaimList } from '@/app/_check/claim-list.tsx';
import { CellComments } from '@/app/_design/cell-comments.tsx';
import { countByCell } from '@/app/_design/cells.ts';
import { type ModelResults, peekModel } from '@/app/_design/claims.ts';
import { CostPlot } from '@/app/_design/cost-plot.tsx';
import { EvidenceMatrix } from '@/app/_design/evidence-matrix.tsx';
import type { DesignModel } from '@/app/_design/model.ts';
import { DOMAINS, findStrategy } from '@/lib/domains/registry.ts';
import type { Domain } from '@/lib/sim/domain.ts';
import { cataloguePath } from '@/lib/view/check/run-address.ts';
import { formatCount } from '@/lib/view/count.ts';

/** Claims shown before "more". */
const CLAIMS_SHOWN = 8;

type Props = { readonly model: DesignModel };

/** What the models say of the options and claims of this design, or how evidence gets here. */
export function EvidenceSection({ model }: Props): ReactElement | null {
  const { rows, claims } = model.evidence;
  const isLinked = rows.length + claims.length > 0;
  const { cells } = model.judging;
  if (!isLinked && model.state.options.length === 0 && cells.length === 0) return null;
  const results = isLinked ? peekModel() : null;
  const domains = DOMAINS.filter((domain) => concerns(domain, model));
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">
        Evidence{' '}
        {isLinked ? (
          <>
            <span className="note">what a model says: </span>
            {domains.map((domain) => (
              <a key={domain.id} href={cataloguePath(domain)} className="note">
                {domain.title.toLowerCase()}, version {domain.version}, all scenarios and strategies
              </a>
            ))}
          </>
        ) : null}
      </h2>
      {isLinked ? null : <NoEvidence model={model} />}
      {isLinked && results === null ? (
        <p className="note">
          The model is being asked about {formatCount(rows.length, 'strategy', 'strategies')} and{' '}
          {formatCount(claims.length, 'claim', 'claims')}; reload in a few seconds.
        </p>
      ) : null}
      {results === null ? null : <Found model={model} results={results} />}
      {results === null ? <CellComments model={model} /> : null}
    </section>
  );
}

function NoEvidence({ model }: Props): ReactElement {
  const { isAttached } = model.evidence;
  return (
    <p className="note">
      {isAttached
        ? 'What people attached stands in the rows of the options. '
        : 'Nothing is attached to an option here. '}
      A maintainer of the list opens an option, then “judge or comment”, and attaches a link, a message, a
      commit or a run of a <a href="/scenario">scenario</a>; runs make a matrix of verdicts and costs here.
    </p>
  );
}

/** It has a strategy or a claim that stands here. */
function concerns({ strategies, claims }: Domain, { evidence }: DesignModel): boolean {
  return (
    evidence.rows.some(({ strategy }) => strategies.some(({ name }) => name === strategy)) ||
    evidence.claims.some((claim) => claims.includes(claim))
  );
}

function Found({ model, results }: Props & { readonly results: ModelResults }): ReactElement {
  return (
    <>
      {DOMAINS.map((domain) => (
        <OfDomain key={domain.id} domain={domain} model={model} results={results} />
      ))}
      <CellComments model={model} />
      {model.evidence.claims.length === 0 ? null : <Claims model={model} results={results} />}
    </>
  );
}

type OfDomainProps = Props & { readonly domain: Domain; readonly results: ModelResults };

/** Matrix and costs of the strategies of one domain. */
function OfDomain({ domain, model, results }: OfDomainProps): ReactElement | null {
  const rows = model.evidence.rows.filter(({ strategy }) => findStrategy(strategy)?.domain === domain);
  if (rows.length === 0) return null;
  const own = rows.filter(({ options }) => options.length > 0);
  const catalogue = cataloguePath(domain);
  const query = `${catalogue.includes('?') ? '&' : '?'}disk=${encodeURIComponent(domain.usualMachine)}`;
  return (
    <>
      <EvidenceMatrix domain={domain} rows={rows} results={results} said={countByCell(model.judging.cells)} />
      <Legend domain={domain} />
      <h3 className="kind" id={domain === DOMAINS[0] ? 'costs' : `costs-${domain.id}`}>
        Cost ({domain.usualMachine}): usual (●) and worst workload, times the fastest strategy that is right
        everywhere; <a href={`${catalogue}${query}#costs`}>each workload, other machines</a>
      </h3>
      <CostPlot domain={domain} rows={own.length > 0 ? own : rows} results={results} />
    </>
  );
}

function Legend({ domain }: { readonly domain: Domain }): ReactElement {
  return (
    <p className="note">
      <b className="holds">·</b> right in every interleaving
      {domain.violations.map(({ letter, meaning }) => (
        <span key={letter}>
          {' '}
          · <b>{letter}</b> {meaning}
        </span>
      ))}{' '}
      · <b>!</b> without any race · blank: does not apply. Red opens the shortest counterexample. Verdicts are
      of this model version, so none is stale; its pages run them again with other bounds.
    </p>
  );
}

function Claims({ model, results }: Props & { readonly results: ModelResults }): ReactElement {
  const evidence = model.evidence.claims.flatMap(({ id }) => results.claims.get(id) ?? []);
  return (
    <>
      <h3 className="kind" id="claims">
        Claims made here, and what the model found without anybody having said it (model-derived)
      </h3>
      <ClaimList
        evidence={evidence.slice(0, CLAIMS_SHOWN)}
        present={model.lists}
        label="Claims made in this design"
      />
      {evidence.length <= CLAIMS_SHOWN ? null : (
        <details className="more">
          <summary>{formatCount(evidence.length - CLAIMS_SHOWN, 'more claim', 'more claims')}</summary>
          <ClaimList
            evidence={evidence.slice(CLAIMS_SHOWN)}
            present={model.lists}
            label="More claims made in this design"
          />
        </details>
      )}
    </>
  );
}

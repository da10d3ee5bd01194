import type { ReactElement } from 'react';
import { ClaimList } from '@/app/_check/claim-list.tsx';
import { DISK, type ModelResults, peekModel } from '@/app/_design/claims.ts';
import { CostPlot } from '@/app/_design/cost-plot.tsx';
import { EvidenceMatrix } from '@/app/_design/evidence-matrix.tsx';
import type { DesignModel } from '@/app/_design/model.ts';
import { MODEL_VERSION } from '@/lib/sim/zero-range/check.ts';
import { formatCount } from '@/lib/view/count.ts';

/** Claims shown before "more". */
const CLAIMS_SHOWN = 8;

type Props = { readonly model: DesignModel };

/** What the model of zero range says of the options and claims of this design, or how evidence gets here. */
export function EvidenceSection({ model }: Props): ReactElement | null {
  const { rows, claims } = model.evidence;
  const isLinked = rows.length + claims.length > 0;
  if (!isLinked && model.state.options.length === 0) return null;
  const results = isLinked ? peekModel() : null;
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">
        Evidence{' '}
        {isLinked ? (
          <>
            <span className="note">what a model of zero range, version {MODEL_VERSION}, says: </span>
            <a href="/scenario" className="note">
              all scenarios and strategies
            </a>
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

function Found({ model, results }: Props & { readonly results: ModelResults }): ReactElement {
  const { rows, claims } = model.evidence;
  const own = rows.filter(({ options }) => options.length > 0);
  const plotted = own.length > 0 ? own : rows;
  return (
    <>
      {rows.length === 0 ? null : (
        <>
          <EvidenceMatrix rows={rows} results={results} />
          <Legend />
          <h3 className="kind" id="costs">
            Cost on an {DISK}: usual (●) and worst workload, times the fastest strategy that is right
            everywhere; <a href={`/scenario?disk=${DISK}#costs`}>each workload, other disks</a>
          </h3>
          <CostPlot rows={plotted} results={results} />
        </>
      )}
      {claims.length === 0 ? null : <Claims model={model} results={results} />}
    </>
  );
}

function Legend(): ReactElement {
  return (
    <p className="note">
      <b className="holds">·</b> right in every interleaving · <b>S</b> stale bytes are read · <b>L</b> valid
      bytes are lost · <b>P</b> garbage behind EOF stays on disk · <b>C</b> a crash exposes it · <b>V</b>{' '}
      never ends · <b>!</b> without any race · blank: does not apply. Red opens the shortest counterexample.
      Verdicts are of this model version, so none is stale; its pages run them again with other bounds.
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
          <summary>{evidence.length - CLAIMS_SHOWN} more claims</summary>
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

import type { ReactElement } from 'react';
import { ClaimList } from '@/app/_check/claim-list.tsx';
import { OutcomeMark } from '@/app/_check/outcome.tsx';
import { claimsIn, peekClaims, suggestedFor } from '@/app/_design/claims.ts';
import type { DesignModel } from '@/app/_design/model.ts';
import type { OptionRow } from '@/lib/design/state.ts';
import type { Evidence as Judged } from '@/lib/evidence/judge-claim.ts';
import type { JudgedItem } from '@/lib/judge/judged-item.ts';

/** Claims shown before "more". */
const CLAIMS_SHOWN = 8;

type Props = { readonly model: DesignModel };

/** Claims that were made in the mails of this design, and what the model of zero range says to each. */
export function EvidenceSection({ model }: Props): ReactElement | null {
  const claims = claimsIn(new Set(model.lists.keys()));
  if (claims.length === 0) return null;
  const ids = new Set(claims.map(({ id }) => id));
  const evidence = peekClaims()?.filter(({ claim }) => ids.has(claim)) ?? null;
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">
        Evidence <span className="note">claims made here, asked of a model: </span>
        <a href="/scenario" className="note">
          all scenarios and strategies
        </a>
      </h2>
      {evidence === null ? (
        <p className="note">
          The model is being asked about {claims.length} claims; reload in a few seconds.
        </p>
      ) : (
        <>
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
      )}
    </section>
  );
}

/** What somebody attached to an option, and claims its words may be about. */
export function OptionEvidence({
  model,
  option,
}: Props & { readonly option: OptionRow }): ReactElement | null {
  const attached = option.mentions.flatMap(({ id }) => model.judging.items.get(id)?.evidence ?? []);
  const [first] = option.mentions;
  const words = `${option.title} ${option.mentions.map(({ quote }) => quote).join(' ')}`;
  const suggested = first === undefined ? [] : suggestedFor(words, first.span.messageId);
  if (attached.length + suggested.length === 0) return null;
  const outcomes = new Map(peekClaims()?.map((one) => [one.claim, one]));
  return (
    <>
      <h3 className="kind">Evidence</h3>
      <ul className="plain items">
        {attached.map((one) => (
          <Attached key={one.by.id} one={one} />
        ))}
        {suggested.map(({ id, says }) => (
          <li key={id} className="item candidate">
            <span className="label">
              <Outcome judged={outcomes.get(id)} />
            </span>
            <span className="said-by">
              <a href={`/scenario#${id}`}>
                {id} {says}
              </a>{' '}
              <span className="unsure">suggested by its words</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Outcome({ judged }: { readonly judged: Judged | undefined }): ReactElement {
  return judged === undefined ? (
    <span className="note">claim</span>
  ) : (
    <OutcomeMark outcome={judged.outcome} />
  );
}

function Attached({ one }: { readonly one: JudgedItem['evidence'][number] }): ReactElement {
  const { by, evidence } = one;
  return (
    <li className="item">
      <span className="label">attached</span>
      <span className="said-by">
        {evidence.kind === 'link' ? (
          <a href={evidence.url} rel="nofollow ugc noopener">
            {evidence.url}
          </a>
        ) : (
          <code>
            {evidence.kind === 'message'
              ? evidence.messageId
              : evidence.kind === 'commit'
                ? evidence.hash
                : evidence.key}
          </code>
        )}{' '}
        {by.author}
      </span>
    </li>
  );
}

import type { ReactElement } from 'react';
import { OutcomeMark } from '@/app/_check/outcome.tsx';
import { AttachedEvidence } from '@/app/_design/attached.tsx';
import { type ModelResults, peekModel, suggestedFor } from '@/app/_design/claims.ts';
import type { DesignModel } from '@/app/_design/model.ts';
import { Status } from '@/app/_ui/status.tsx';
import type { OptionRow } from '@/lib/design/state.ts';
import { findStrategy } from '@/lib/domains/registry.ts';
import type { Claim } from '@/lib/sim/claim.ts';
import { claimPath, strategyPath } from '@/lib/view/check/run-address.ts';
import { timesText } from '@/lib/view/check/times-text.ts';
import { LINK_REASONS, type Link } from '@/lib/view/design-evidence.ts';

type Props = { readonly model: DesignModel; readonly option: OptionRow };

/** The name of what it comes to, beside the words it was put in. */
export function StrategyName({ model, option }: Props): ReactElement | null {
  const [first] = model.evidence.links.get(option.id) ?? [];
  return first === undefined ? null : <span className="strategy-name"> {first.strategy}</span>;
}

/** How many scenarios the strategy of an option is right on, and what it usually costs; an empty cell says why. */
export function EvidenceCells({ model, option }: Props): ReactElement {
  const links = model.evidence.links.get(option.id) ?? [];
  const [first, ...others] = links;
  if (first === undefined) {
    const why = 'No strategy of the model is linked to this option';
    return <Cells evidence="–" cost="–" title={why} />;
  }
  const results = peekModel();
  const standing = results?.standings.get(first.strategy);
  if (standing === undefined) return <Cells evidence="…" cost="…" title="The model is being asked" />;
  const { right, searched, cost } = standing;
  const found = findStrategy(first.strategy);
  const code = found?.strategy.code ?? '';
  const also = others.map(({ strategy }) => findStrategy(strategy)?.strategy.code).join(', ');
  const why = LINK_REASONS[first.because];
  const title = `${code} ${first.strategy} (${why}): right on ${right} of ${searched} scenarios${
    also === '' ? '' : `; also ${also}`
  }`;
  const costs =
    cost === null
      ? 'never ends'
      : `×${timesText(cost.usual)} as a rule, ×${timesText(cost.worst)} at worst (${found?.domain.usualMachine ?? ''})`;
  return (
    <Cells
      evidence={
        <span className={right === searched ? 'status good' : 'status bad'}>
          {right}/{searched} <span aria-hidden="true">{right === searched ? '●' : '✕'}</span>
        </span>
      }
      cost={cost === null ? '∞' : `×${timesText(cost.usual)}`}
      title={`${title}; ${costs}`}
    />
  );
}

function Cells(props: {
  readonly evidence: ReactElement | string;
  readonly cost: string;
  readonly title: string;
}): ReactElement {
  return (
    <>
      <span className={props.evidence === '–' ? 'proof none' : 'proof'} title={props.title}>
        <span className="spoken">evidence: </span>
        {props.evidence}
      </span>
      <span className={props.cost === '–' ? 'cost none' : 'cost'} title={props.title}>
        <span className="spoken">cost: </span>
        {props.cost}
      </span>
    </>
  );
}

/** Its strategies, what people attached, and claims that its words suggest. */
export function OptionEvidence({ model, option }: Props): ReactElement | null {
  const links = model.evidence.links.get(option.id) ?? [];
  const attached = option.mentions.flatMap(({ id }) => model.judging.items.get(id)?.evidence ?? []);
  const judged = new Set(attached.flatMap(({ evidence }) => ('claim' in evidence ? [evidence.claim] : [])));
  const [first] = option.mentions;
  const words = `${option.title} ${option.mentions.map(({ quote }) => quote).join(' ')}`;
  const suggested = (first === undefined ? [] : suggestedFor(words, first.span.messageId)).filter(
    ({ id }) => !judged.has(id),
  );
  if (links.length + attached.length + suggested.length === 0) return null;
  const results = peekModel();
  return (
    <>
      <h3 className="kind">Evidence</h3>
      <ul className="plain items links-evidence">
        {links.map((link) => (
          <Linked key={link.strategy} link={link} results={results} />
        ))}
        {attached.map((one) => (
          <AttachedEvidence key={one.by.id} one={one} names={model.judging.names} />
        ))}
        {suggested.map((claim) => (
          <Suggested key={claim.id} claim={claim} results={results} />
        ))}
      </ul>
    </>
  );
}

function Linked({
  link,
  results,
}: {
  readonly link: Link;
  readonly results: ModelResults | null;
}): ReactElement {
  const standing = results?.standings.get(link.strategy);
  const id = findStrategy(link.strategy)?.strategy;
  const isRight = standing !== undefined && standing.right === standing.searched;
  return (
    <li className="item">
      <span className="label">
        {standing === undefined ? null : (
          <span className={isRight ? 'status good' : 'status bad'}>
            <span aria-hidden="true">{isRight ? '●' : '✕'}</span> {standing.right}/{standing.searched}
          </span>
        )}
      </span>
      <span className="said-by">
        <a href={strategyPath(link.strategy)}>
          {id?.code} {link.strategy}
        </a>{' '}
        {id?.summary}{' '}
        <a href={`#strategy-${id?.code ?? ''}`} className="note">
          its row in the matrix
        </a>{' '}
        <span className="unsure">{LINK_REASONS[link.because]}</span>
      </span>
    </li>
  );
}

function Suggested({
  claim: { id, says, source },
  results,
}: {
  readonly claim: Claim;
  readonly results: ModelResults | null;
}): ReactElement {
  const judged = results?.claims.get(id);
  return (
    <li className="item candidate">
      <span className="label">
        {judged === undefined ? <Status state="open" /> : <OutcomeMark outcome={judged.outcome} />}
      </span>
      <span className="said-by">
        <a href={claimPath(id)}>
          {id} {says}
        </a>{' '}
        {source === null ? <span className="derived">model-derived</span> : null}{' '}
        <span className="unsure">suggested by its words</span>
      </span>
    </li>
  );
}

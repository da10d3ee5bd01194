import type { ReactElement } from 'react';
import { suggestedFor } from '@/app/_design/claims.ts';
import { newJudgement } from '@/app/_judge/come-back.ts';
import { Say } from '@/app/_judge/say.tsx';
import type { PlacedItem } from '@/lib/design/extract.ts';
import { DOMAINS } from '@/lib/domains/registry.ts';
import { CLAIMS } from '@/lib/evidence/claims.ts';
import { strategiesOfOption } from '@/lib/evidence/option-strategies.ts';
import type { JudgedItem } from '@/lib/judge/judged-item.ts';
import { EVIDENCE_KINDS } from '@/lib/judge/judgement.ts';
import { evidenceText } from '@/lib/view/text/evidence-text.ts';

type Fields = Readonly<Record<string, string>>;

type Props = {
  readonly item: PlacedItem;
  readonly judged: JudgedItem | undefined;
  /** Of every form: the item, and what was seen of it. */
  readonly fields: Fields;
  /** Where they stand (come-back.ts). */
  readonly place: string;
};

/** What an item claims: suggested by its words, for a person to accept, change or reject; other evidence beside. */
export function ClaimForms({ item, judged, fields, place }: Props): ReactElement {
  const form = (verb: string): Fields => newJudgement(verb, place, fields);
  const attached = judged?.evidence ?? [];
  const known = new Set(attached.flatMap(({ evidence }) => ('claim' in evidence ? [evidence.claim] : [])));
  const words = `${item.title} ${item.quote}`;
  const putting = { messageId: item.span.messageId, words, opensPosting: false };
  const suggested = suggestedFor(words, item.span.messageId).filter(({ id }) => !known.has(id));
  return (
    <>
      {attached.map(({ by, evidence }) => (
        <Say key={by.id} fields={{ ...form('detach'), attached: by.id }} submit="take it away">
          attached: {evidenceText(evidence)}
        </Say>
      ))}
      {suggested.map(({ id, says, source }) => (
        <div key={id} className="suggested">
          {id} {says} {source === null ? <span className="derived">model-derived </span> : null}
          <Say fields={{ ...form('attach'), evidence: 'claim', value: id }} submit={`it says ${id}`} />{' '}
          <Say fields={{ ...form('attach'), evidence: 'not-claim', value: id }} submit="does not fit" />
        </div>
      ))}
      <Say fields={{ ...form('attach'), evidence: 'claim' }} submit="it says that">
        <label>
          claim{' '}
          <select name="value" required={true} defaultValue="">
            <option value="">none of these yet</option>
            {CLAIMS.map(({ id, says }) => (
              <option key={id} value={id}>
                {id} {says.slice(0, 70)}
              </option>
            ))}
          </select>
        </label>
      </Say>
      <RunForm fields={form('attach')} suggested={strategiesOfOption([putting])[0]?.strategy} />
      <Say fields={form('attach')} submit="attach">
        <label>
          evidence{' '}
          <select name="evidence" defaultValue="link">
            {EVIDENCE_KINDS.filter((kind) => kind !== 'run' && !kind.endsWith('claim')).map((kind) => (
              <option key={kind}>{kind}</option>
            ))}
          </select>
        </label>{' '}
        <label>
          value{' '}
          <input
            name="value"
            required={true}
            maxLength={2000}
            size={44}
            placeholder="URL, Message-ID, commit"
          />
        </label>
      </Say>
    </>
  );
}

type RunFormProps = { readonly fields: Fields; readonly suggested: string | undefined };

/** What a strategy does on a scenario of the model; `suggested`: the strategy that the words of the item say. */
function RunForm({ fields, suggested }: RunFormProps): ReactElement {
  return (
    <Say fields={{ ...fields, evidence: 'run' }} submit="attach the run">
      <label>
        run of{' '}
        <select name="strategy" required={true} defaultValue={suggested ?? ''}>
          <option value="">strategy</option>
          {DOMAINS.map(({ id, title, strategies }) => (
            <optgroup key={id} label={title}>
              {strategies.map(({ name, code }) => (
                <option key={code} value={name}>
                  {code} {name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>{' '}
      <label>
        on{' '}
        <select name="scenario" required={true} defaultValue="">
          <option value="">scenario</option>
          {DOMAINS.map(({ id, title, catalogue }) => (
            <optgroup key={id} label={title}>
              {catalogue
                .filter(({ events }) => events > 0)
                .map(({ name }) => (
                  <option key={name}>{name}</option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
    </Say>
  );
}

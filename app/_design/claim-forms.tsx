import { randomUUID } from 'node:crypto';
import type { ReactElement, ReactNode } from 'react';
import { suggestedFor } from '@/app/_design/claims.ts';
import type { PlacedItem } from '@/lib/design/extract.ts';
import { CLAIMS } from '@/lib/evidence/claims.ts';
import type { JudgedItem } from '@/lib/judge/judged-item.ts';
import { EVIDENCE_KINDS } from '@/lib/judge/judgement.ts';

type Fields = Readonly<Record<string, string>>;

type Props = {
  readonly item: PlacedItem;
  readonly judged: JudgedItem | undefined;
  /** Of every form: the item, what was seen of it, and where to go back to. */
  readonly fields: Fields;
};

/** What an item claims: suggested by its words, for a person to accept, change or reject; other evidence beside. */
export function ClaimForms({ item, judged, fields }: Props): ReactElement {
  const attached = judged?.evidence ?? [];
  const known = new Set(attached.flatMap(({ evidence }) => ('claim' in evidence ? [evidence.claim] : [])));
  const words = `${item.title} ${item.quote}`;
  const suggested = suggestedFor(words, item.span.messageId).filter(({ id }) => !known.has(id));
  return (
    <>
      {attached.map(({ by, evidence }) => (
        <Post key={by.id} fields={{ ...fields, verb: 'detach', attached: by.id }}>
          attached: {'claim' in evidence ? `${evidence.kind} ${evidence.claim}` : evidence.kind}{' '}
          <button type="submit">take it away</button>
        </Post>
      ))}
      {suggested.map(({ id, says, source }) => (
        <div key={id}>
          {id} {says} {source === null ? <span className="derived">model-derived </span> : null}
          <Attach fields={fields} evidence="claim" value={id} submit={`it says ${id}`} />{' '}
          <Attach fields={fields} evidence="not-claim" value={id} submit="does not fit" />
        </div>
      ))}
      <Post fields={{ ...fields, verb: 'attach', evidence: 'claim' }}>
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
        </label>{' '}
        <button type="submit">it says that</button>
      </Post>
      <Post fields={{ ...fields, verb: 'attach' }}>
        <label>
          evidence{' '}
          <select name="evidence" defaultValue="run">
            {EVIDENCE_KINDS.filter((kind) => !kind.endsWith('claim')).map((kind) => (
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
            size={40}
            placeholder="SCENARIO STRATEGY, URL, Message-ID or commit"
          />
        </label>{' '}
        <button type="submit">attach</button>
      </Post>
    </>
  );
}

function Attach(props: {
  readonly fields: Fields;
  readonly evidence: 'claim' | 'not-claim';
  readonly value: string;
  readonly submit: string;
}): ReactElement {
  const { fields, evidence, value, submit } = props;
  return (
    <Post fields={{ ...fields, verb: 'attach', evidence, value }}>
      <button type="submit">{submit}</button>
    </Post>
  );
}

function Post({ fields, children }: { readonly fields: Fields; readonly children: ReactNode }): ReactElement {
  return (
    <form method="post" action="/api/judgements" className="inline">
      {Object.entries({ id: randomUUID(), ...fields }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}

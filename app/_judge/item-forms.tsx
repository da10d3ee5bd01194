import type { ReactElement } from 'react';
import { newJudgement } from '@/app/_judge/come-back.ts';
import { SaidBy } from '@/app/_judge/said-by.tsx';
import { Say } from '@/app/_judge/say.tsx';
import type { PlacedItem } from '@/lib/design/extract.ts';
import { ITEM_KINDS } from '@/lib/design/item.ts';
import type { JudgedItem } from '@/lib/judge/judged-item.ts';
import { RELATION_OF, RELATIONS } from '@/lib/judge/judgement.ts';
import { headsOfUndo } from '@/lib/judge/targets.ts';
import { inForce } from '@/lib/judge/undo.ts';
import type { AccountNames } from '@/lib/store/account/account-names.ts';
import { actText } from '@/lib/view/text/judgement-text.ts';

type Props = {
  readonly item: PlacedItem;
  readonly judged: JudgedItem | undefined;
  /** Of its design, for what it may be linked to. */
  readonly items: ReadonlyMap<string, JudgedItem>;
  readonly names: AccountNames;
  /** Of every form: the item, and what was seen of it. */
  readonly fields: Readonly<Record<string, string>>;
  /** Where they stand (come-back.ts). */
  readonly place: string;
};

/** More than one looks through in a list. */
const OTHERS_MAX = 200;

/** To say what an item is and what it is about, and to take back what was said of it. */
export function ItemForms({ item, judged, items, names, fields, place }: Props): ReactElement {
  const history = judged?.history ?? [];
  const others = [...items.values()].filter(({ id, verdict }) => id !== item.id && verdict !== 'rejected');
  const form = (verb: string): Readonly<Record<string, string>> => newJudgement(verb, place, fields);
  return (
    <>
      <Say fields={form('kind')} submit="set the kind">
        <label>
          kind{' '}
          <select name="to" defaultValue={item.kind}>
            {ITEM_KINDS.map((kind) => (
              <option key={kind}>{kind}</option>
            ))}
          </select>
        </label>
      </Say>
      {item.targets.map(({ id, relation }) => (
        <Say key={id} fields={{ ...form('unlink'), other: id }} submit="take the link away">
          <span>
            {relation} “{items.get(id)?.title ?? id}”
          </span>
        </Say>
      ))}
      {others.length === 0 ? null : (
        <Say fields={form('link')} submit="link">
          <label>
            relation{' '}
            <select id="forms-link" name="relation" defaultValue={RELATION_OF[item.kind]}>
              {RELATIONS.map((relation) => (
                <option key={relation}>{relation}</option>
              ))}
            </select>
          </label>
          <select name="other" aria-label="Linked item">
            {others.slice(0, OTHERS_MAX).map((one) => (
              <option key={one.id} value={one.id}>
                {one.kind}: {one.title.slice(0, 70).toWellFormed()}
              </option>
            ))}
          </select>
        </Say>
      )}
      {inForce(history).map((one) => (
        <Say
          key={one.id}
          fields={newJudgement('undo', place, {
            judgement: one.id,
            onTop: headsOfUndo(history, one).join(' '),
          })}
          submit="take it back"
        >
          <span>
            <SaidBy address={one.author} names={names} /> {actText(one.act)}
          </span>
        </Say>
      ))}
    </>
  );
}

import type { ReactElement, ReactNode } from 'react';
import { COUNTED_FROM, counted, countOf } from '@/app/_design/counted.ts';
import { ItemLine, Outcome } from '@/app/_design/item-line.tsx';
import type { DesignModel } from '@/app/_design/model.ts';
import { OptionLine } from '@/app/_design/option-row.tsx';
import { doubtOf, ordered } from '@/app/_design/ordered.ts';
import { Status } from '@/app/_ui/status.tsx';
import type { PlacedItem } from '@/lib/design/extract.ts';
import { isHeld, isTakenUp } from '@/lib/design/held.ts';
import { isOpen, rebuttalsAmong } from '@/lib/design/rebuttal.ts';
import type { OptionRow } from '@/lib/design/state.ts';
import { formatCount } from '@/lib/view/count.ts';
import { isPast } from '@/lib/view/design-sentence.ts';

/** Rows of a section that are shown before "more" (issue 7: at most twelve options). */
const SHOWN_MAX = 12;

type Props = { readonly model: DesignModel };

/** The options, ranked, then apart from them the candidates; those that nobody answered open. */
export function Options({ model }: Props): ReactElement {
  const held = model.state.options.filter(isHeld);
  const others = model.state.options.filter((option) => !isHeld(option));
  const doubted = others.filter(isTakenUp);
  const unanswered = others.filter((option) => !isTakenUp(option));
  return (
    <section aria-labelledby="options" className={model.evidence.rows.length === 0 ? undefined : 'proven'}>
      <h2 id="options">
        Options <span className="note">{count(held, others)}</span>{' '}
        {model.evidence.rows.length === 0 ? null : (
          <a href="#evidence" className="to-evidence">
            evidence <kbd>e</kbd>
          </a>
        )}
      </h2>
      {model.state.options.length === 0 ? (
        <p className="note">
          Nobody has proposed anything yet{model.at === null ? '.' : ' at this time; step later to see more.'}
        </p>
      ) : (
        <div className="option-head" aria-hidden="true">
          <span className="title">ranked by people, open objections and adoption; a row opens in place</span>
          <span>for</span>
          <span>against</span>
          <span className="silent">silent</span>
          <span className="objections">objections</span>
          {model.evidence.rows.length === 0 ? null : (
            <>
              <span className="proof">evidence</span>
              <span className="cost">cost</span>
            </>
          )}
          <span>status</span>
        </div>
      )}
      <OptionRows model={model} options={held} from={1} />
      {doubted.length === 0 ? null : (
        <p className="apart">
          {formatCount(doubted.length, 'candidate', 'candidates')} that people spoke of, but the reader is
          less than {COUNTED_FROM} sure of
        </p>
      )}
      <OptionRows model={model} options={doubted} from={held.length + 1} />
      {unanswered.length === 0 ? null : (
        <details className="more" open={others.length === model.state.options.length}>
          <summary>
            {formatCount(unanswered.length, 'candidate', 'candidates')} that nobody answered and the reader is
            not sure of
          </summary>
          <OptionRows model={model} options={unanswered} from={held.length + doubted.length + 1} />
        </details>
      )}
    </section>
  );
}

function count(held: readonly OptionRow[], others: readonly OptionRow[]): string {
  return others.length === 0
    ? `${held.length}`
    : `${held.length}, and ${formatCount(others.length, 'candidate', 'candidates')}`;
}

function OptionRows({
  model,
  options,
  from,
}: Props & { readonly options: readonly OptionRow[]; readonly from: number }): ReactElement {
  const row = (option: OptionRow, index: number): ReactElement => (
    <OptionLine key={option.id} model={model} option={option} n={from + index} />
  );
  const rest = options.slice(SHOWN_MAX);
  return (
    <>
      {options.slice(0, SHOWN_MAX).map((option, index) => row(option, index))}
      {rest.length === 0 ? null : (
        <details className="more">
          <summary>{formatCount(rest.length, 'more option', 'more options')}</summary>
          {rest.map((option, index) => row(option, index + SHOWN_MAX))}
        </details>
      )}
    </>
  );
}

type SectionProps = {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly rows: readonly ReactElement[];
};

function Section({ id, title, note, rows }: SectionProps): ReactElement | null {
  if (rows.length === 0) return null;
  const rest = rows.slice(SHOWN_MAX);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {title} <span className="note">{note}</span>
      </h2>
      <ul className="plain items">{rows.slice(0, SHOWN_MAX)}</ul>
      {rest.length === 0 ? null : (
        <details className="more">
          <summary>{rest.length} more</summary>
          <ul className="plain items">{rest}</ul>
        </details>
      )}
    </section>
  );
}

/**
 * Of what counts, as the sentence at the top and the lists of designs count; the others are candidates. `past` is what
 * no mail does with what stays open of a design that asks for no more.
 */
export function openCount(items: readonly PlacedItem[], past: string | null): string {
  const { likely, others } = counted(items);
  if (likely.length === 0) return `${items.length} unlikely`;
  const open = likely.filter(isOpen).length;
  if (open === 0 || past === null) return `${open} open of ${likely.length}${others}`;
  return `${open} of ${likely.length} that no mail ${past}${others}`;
}

export function Questions({ model }: Props): ReactElement | null {
  const { questions } = model.state;
  const rows = ordered(questions).map((item) => (
    <Row key={item.id} model={model} item={item} label={<Status state={item.status ?? 'open'} />} />
  ));
  const note = openCount(questions, isPast(model.state) ? 'answers' : null);
  return <Section id="questions" title="Questions" note={note} rows={rows} />;
}

/** Objections to nothing that is an option: the others stand in its row. */
export function OtherObjections({ model }: Props): ReactElement | null {
  const rebuttals = rebuttalsAmong(model.state.objections);
  const others = unplaced(model).filter(({ id }) => !rebuttals.has(id));
  const note = openCount(others, isPast(model.state) ? 'settles' : null);
  return <Section id="objections" title="Other objections" note={note} rows={objectionRows(model, others)} />;
}

/** In no number of objections: who answers one adds none. */
export function Rebuttals({ model }: Props): ReactElement | null {
  const rebuttals = rebuttalsAmong(model.state.objections);
  const answers = unplaced(model).filter(({ id }) => rebuttals.has(id));
  const rows = objectionRows(model, answers);
  return <Section id="rebuttals" title="Answers to objections" note={countOf(answers)} rows={rows} />;
}

function unplaced({ state }: DesignModel): readonly PlacedItem[] {
  const placed = new Set(state.options.flatMap(({ objections }) => objections.map(({ id }) => id)));
  return state.objections.filter(({ id }) => !placed.has(id));
}

function objectionRows(model: DesignModel, objections: readonly PlacedItem[]): readonly ReactElement[] {
  return ordered(objections).map((item) => (
    <Row
      key={item.id}
      model={model}
      item={item}
      label={
        <>
          {item.blocking ? 'blocking ' : ''}
          <Status state={item.status ?? 'open'} />
        </>
      }
    />
  ));
}

/** By who is to act. */
export function Actions({ model }: Props): ReactElement | null {
  const { actions } = model.state;
  const rank = new Map<string, number>();
  const sorted = ordered(actions);
  for (const item of sorted) if (!rank.has(ownerOf(item))) rank.set(ownerOf(item), rank.size);
  // Those of one owner stay in their order.
  const grouped = [...sorted].sort(
    (a, b) => doubtOf(a) - doubtOf(b) || (rank.get(ownerOf(a)) ?? 0) - (rank.get(ownerOf(b)) ?? 0),
  );
  const rows = grouped.map((item) => (
    <Row
      key={item.id}
      model={model}
      item={item}
      label={
        <>
          <Status state={item.status ?? 'open'} /> <Owner model={model} item={item} />
        </>
      }
    />
  ));
  return <Section id="actions" title="Actions" note={openCount(actions, null)} rows={rows} />;
}

function ownerOf(item: PlacedItem): string {
  return item.owner ?? (item.origin === 'commitment' ? item.by.name : '');
}

function Owner({ model, item }: Props & { readonly item: PlacedItem }): ReactElement {
  const owner = ownerOf(item);
  const how = item.origin === 'request' ? `asked by ${item.by.name || item.by.email}` : 'promised';
  return (
    <abbr title={`${owner || 'nobody named'}, ${how}`}>
      {owner === '' ? '?' : model.letters.ofName(owner)}
    </abbr>
  );
}

export function Decisions({ model }: Props): ReactElement | null {
  const { decisions } = model.state;
  const rows = [...decisions]
    .sort((a, b) => doubtOf(a) - doubtOf(b) || a.at - b.at)
    .map((item) => <Row key={item.id} model={model} item={item} label={<Status state="decided" />} />);
  return <Section id="decisions" title="Decisions" note={countOf(decisions)} rows={rows} />;
}

function Row(props: {
  readonly model: DesignModel;
  readonly item: PlacedItem;
  readonly label: ReactNode;
}): ReactElement {
  return (
    <ItemLine {...props} isHome={true}>
      <Outcome model={props.model} events={props.item.events} />
    </ItemLine>
  );
}

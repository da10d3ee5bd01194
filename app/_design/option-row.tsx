import type { ReactElement } from 'react';
import { Accepted } from '@/app/_design/accepted.tsx';
import { counted } from '@/app/_design/counted.ts';
import { Cause, Events, ItemLine, spanPath, Unsure, Who } from '@/app/_design/item-line.tsx';
import { Joined } from '@/app/_design/joined.tsx';
import { Judged } from '@/app/_design/judge-item.tsx';
import { Mention, MoreMentions } from '@/app/_design/mentions.tsx';
import type { DesignModel } from '@/app/_design/model.ts';
import { EvidenceCells, OptionEvidence, StrategyName } from '@/app/_design/option-evidence.tsx';
import { OptionForms } from '@/app/_design/option-forms.tsx';
import { itemAnchor, itemPath } from '@/app/_design/words.ts';
import { Status } from '@/app/_ui/status.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { PlacedItem } from '@/lib/design/extract.ts';
import { isHeld } from '@/lib/design/held.ts';
import type { Side, Stance } from '@/lib/design/stance.ts';
import type { OptionRow } from '@/lib/design/state.ts';
import { formatVersion, markOfState } from '@/lib/view/status.ts';
import { formatDay } from '@/lib/view/time.ts';

type Props = { readonly model: DesignModel; readonly option: OptionRow; readonly n: number };

/** An option as one line that opens in place to everything said about it. */
export function OptionLine({ model, option, n }: Props): ReactElement {
  return (
    <details
      id={itemAnchor(option.id)}
      className={isHeld(option) ? 'option' : 'option candidate'}
      data-stop=""
    >
      <summary className="option-line">
        <span className="n">{n}</span>
        <span className="title">
          <bdi>{option.title}</bdi>
          {isCertain(option) ? null : <Unsure confidence={confidenceOf(option)} />}
          <Accepted judging={model.judging} items={option.mentions} />
          <StrategyName model={model} option={option} />
        </span>
        <SideCell model={model} stances={option.stances} side="for" />
        <SideCell model={model} stances={option.stances} side="against" />
        <SilentCell stances={option.stances} />
        <span className="objections">
          <span className="spoken">objections: </span>
          {objectionCounts(option)}
        </span>
        {model.evidence.rows.length === 0 ? null : <EvidenceCells model={model} option={option} />}
        <span className="state">
          <Status state={option.status} />{' '}
          <span className="since">
            <Since model={model} option={option} />
          </span>
        </span>
      </summary>
      <OptionBody model={model} option={option} />
    </details>
  );
}

/** `2 open, 1 met` of those that count, as in the sentence above the table; what is unlikely alone says so. */
function objectionCounts({ objections }: OptionRow): string {
  const { likely } = counted(objections);
  if (likely.length === 0) return objections.length === 0 ? '–' : `${objections.length} unlikely`;
  const open = likely.filter(({ status }) => status === 'open' || status === 'answered').length;
  const overruled = likely.filter(({ status }) => status === 'overruled').length;
  const met = `${open} open, ${likely.length - open - overruled} met`;
  return overruled === 0 ? met : `${met}, ${overruled} overruled`;
}

/** Whether one of its mentions is certain. */
function isCertain({ mentions }: OptionRow): boolean {
  return mentions.some(({ certain }) => certain);
}

function confidenceOf({ mentions }: OptionRow): number {
  return Math.max(...mentions.map(({ confidence }) => confidence));
}

/** `in v1`, who turned it down, else the day. */
export function Since(props: {
  readonly model: Pick<DesignModel, 'versions' | 'moments' | 'letters'>;
  readonly option: Pick<OptionRow, 'because' | 'status'>;
}): ReactElement | null {
  const { because, status } = props.option;
  const { versions, moments, letters } = props.model;
  if (because === null) return null;
  const series = versions.find(({ id }) => id === because.because.series);
  if (series !== undefined)
    return (
      <>
        {because.status === 'superseded' ? 'by' : 'in'} {formatVersion(series)}
      </>
    );
  const day = formatDay(because.at);
  const who =
    markOfState(status).tone === 'bad' && because.rule !== 'judged'
      ? moments.find(({ messageId }) => messageId === because.because.messageId)?.who
      : undefined;
  if (who === undefined) return <>{day}</>;
  return (
    <>
      by <abbr title={`${who}, ${day}`}>{letters.ofName(who)}</abbr>
    </>
  );
}

function SideCell({
  model,
  stances,
  side,
}: {
  readonly model: DesignModel;
  readonly stances: readonly Stance[];
  readonly side: Side;
}): ReactElement {
  const own = stances.filter((stance) => stance.side === side);
  return (
    <span className={`side ${side}`}>
      <span className="spoken">{side}: </span>
      {own.length === 0 ? '–' : null}
      {own.map((stance) => (
        <span key={stance.person.email}>
          <Who letters={model.letters} person={stance.person} more={said(stance)} />{' '}
        </span>
      ))}
    </span>
  );
}

/** How many said nothing of it; the row has their names. */
function SilentCell({ stances }: { readonly stances: readonly Stance[] }): ReactElement {
  const names = stances.flatMap(({ side, person }) =>
    side === 'silent' ? [person.name || person.email] : [],
  );
  return (
    <span className="side silent" title={names.length === 0 ? undefined : `silent: ${names.join(', ')}`}>
      <span className="spoken">silent: </span>
      {names.length === 0 ? '–' : names.length}
    </span>
  );
}

function said({ side, at, trailer }: Stance): string {
  if (at === null) return 'said nothing of it';
  return `${trailer ?? side}, ${formatDay(at)}`;
}

function OptionBody({ model, option }: Omit<Props, 'n'>): ReactElement {
  const [first] = option.mentions;
  const adopted = option.status === 'adopted' ? option.because : null;
  const rest = option.mentions.slice(1);
  return (
    <div className="option-body">
      {first === undefined ? null : <Mention model={model} item={first} />}
      {first === undefined ? null : (
        <Judged
          judging={model.judging}
          item={first}
          message={model.pathOf(first.span.messageId)}
          status={option.status}
        />
      )}
      <Joined judging={model.judging} rest={rest} />
      <OptionForms model={model} option={option} />
      {option.because === null ? null : (
        <p className="because">
          {adopted === null ? option.status : 'adopted'}: <Cause model={model} event={option.because} />,{' '}
          <When at={option.because.at} />
        </p>
      )}
      <Ledger model={model} stances={option.stances} />
      <Said model={model} option={option} title="Objections" items={option.objections} />
      <Said model={model} option={option} title="Endorsements" items={option.endorsements} />
      <Said model={model} option={option} title="Questions" items={option.questions} />
      <OptionEvidence model={model} option={option} />
      {first === undefined ? null : <MoreMentions model={model} first={first} rest={rest} />}
      {rest.length === 0 && first !== undefined && first.events.length > 2 ? (
        <Events model={model} events={first.events} />
      ) : null}
    </div>
  );
}

/** Who stands where, each with the words that say so. */
function Ledger({
  model,
  stances,
}: {
  readonly model: DesignModel;
  readonly stances: readonly Stance[];
}): ReactElement {
  return (
    <dl className="ledger">
      {(['for', 'against', 'silent'] as const).map((side) => {
        const own = stances.filter((stance) => stance.side === side);
        return own.length === 0 ? null : (
          <div key={side}>
            <dt>{side}</dt>
            <dd>
              {own.map(({ person, because, trailer }, index) => (
                <span key={person.email}>
                  {index === 0 ? '' : ', '}
                  {because === null ? (
                    person.name || person.email
                  ) : (
                    <a href={spanPath(model, because)} data-words="">
                      {person.name || person.email}
                    </a>
                  )}
                  {trailer === null ? '' : ` (${trailer})`}
                </span>
              ))}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Said({
  model,
  option,
  title,
  items,
}: {
  readonly model: DesignModel;
  readonly option: OptionRow;
  readonly title: string;
  readonly items: readonly PlacedItem[];
}): ReactElement | null {
  if (items.length === 0) return null;
  return (
    <>
      <h3 className="kind">{title}</h3>
      <ul className="plain items">
        {items.map((item) => (
          <ItemLine
            key={item.id}
            model={model}
            item={item}
            isHome={model.homes.get(item.id) === option.id}
            label={
              <>
                {item.blocking ? 'blocking ' : ''}
                {item.status === null ? '+' : <Status state={item.status} />}
              </>
            }
          >
            <Answers model={model} item={item} />
          </ItemLine>
        ))}
      </ul>
    </>
  );
}

/** How it was answered: what was said to it, and what changed its status. */
function Answers({ model, item }: { readonly model: DesignModel; readonly item: PlacedItem }): ReactElement {
  const answers = model.answers.get(item.id) ?? [];
  return (
    <>
      {answers.length === 0 ? null : (
        <ul className="plain answers-to">
          {answers.map((answer) => (
            <li key={answer.id}>
              {answer.kind === 'objection'
                ? 'rebutted: '
                : answer.kind === 'endorsement'
                  ? 'seconded: '
                  : `${answer.kind}: `}
              <a href={itemPath(answer, model.pathOf)} data-words="" title={answer.quote.slice(0, 400)}>
                {answer.title}
              </a>{' '}
              <Who letters={model.letters} person={answer.by} /> <When at={answer.at} />
            </li>
          ))}
        </ul>
      )}
      <Events model={model} events={item.events} />
    </>
  );
}

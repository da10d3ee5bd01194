import type { ReactElement, ReactNode } from 'react';
import { countOf } from '@/app/_design/counted.ts';
import { Cause, Who } from '@/app/_design/item-line.tsx';
import type { DesignModel } from '@/app/_design/model.ts';
import { itemAnchor, itemPath } from '@/app/_design/words.ts';
import { Status } from '@/app/_ui/status.tsx';
import type { DesignChanges, Moved } from '@/lib/design/changes.ts';
import type { PlacedItem } from '@/lib/design/extract.ts';
import { isHeld } from '@/lib/design/held.ts';
import type { ItemStatus, StatusEvent } from '@/lib/design/item.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { formatTime } from '@/lib/view/time.ts';
import { seriesPath } from '@/lib/view/url.ts';

type Props = { readonly model: DesignModel };

/** Rows of one kind before "more". */
const SHOWN_MAX = 8;

type Group = readonly [name: string, rows: readonly ReactElement[], count: string];

/** What is different from an earlier time; nothing when none was asked for. */
export function Changes({ model }: Props): ReactElement | null {
  const { since } = model;
  if (since === null) return null;
  const shown = groupsOf(model, since.changes).filter(([, rows]) => rows.length > 0);
  return (
    <section aria-labelledby="changes" className="changes">
      <h2 id="changes">
        What changed{' '}
        <span className="note">
          from {formatTime(since.from)} to {model.at === null ? 'now' : formatTime(model.at)} UTC
        </span>
      </h2>
      {shown.length === 0 ? <p>Nothing changed between these times.</p> : null}
      <dl>
        {shown.map(([name, rows, count]) => (
          <div key={name}>
            <dt>
              {name} <span className="note">{count}</span>
            </dt>
            <dd>
              <ul className="plain">{rows.slice(0, SHOWN_MAX)}</ul>
              {rows.length <= SHOWN_MAX ? null : (
                <details className="more">
                  <summary>{rows.length - SHOWN_MAX} more</summary>
                  <ul className="plain">{rows.slice(SHOWN_MAX)}</ul>
                </details>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function groupsOf(model: DesignModel, changes: DesignChanges): readonly Group[] {
  const group = (name: string, rows: readonly ReactElement[]): Group => [name, rows, String(rows.length)];
  const items = (name: string, kind: PlacedItem['kind']): Group => {
    const own = changes.newItems
      .filter((item) => item.kind === kind)
      .sort((a, b) => Number(b.certain) - Number(a.certain) || a.at - b.at);
    const rows = own.map((item) => <NewItem key={item.id} model={model} item={item} />);
    return [name, rows, countOf(own)];
  };
  const versions = changes.versions.map((series) => (
    <li key={series.id}>
      <a href={seriesPath(series.id)}>
        {formatVersion(series)} {series.name}
      </a>
    </li>
  ));
  const options = changes.newOptions.filter(isHeld).map((option) => (
    <li key={option.id}>
      <Status state={option.status} /> <a href={`#${itemAnchor(option.id)}`}>{option.title}</a>
    </li>
  ));
  return [
    group('new versions', versions),
    group(
      'options that changed',
      changes.movedOptions.filter(({ what }) => isHeld(what)).map((moved) => movedOption(model, moved)),
    ),
    group('new options', options),
    group(
      'answered, met or done',
      changes.movedItems.map((moved) => movedItem(model, moved)),
    ),
    items('new objections', 'objection'),
    items('new questions', 'question'),
    items('new actions', 'action'),
    items('decisions', 'decision'),
  ];
}

function movedOption(
  model: DesignModel,
  moved: Moved<DesignModel['state']['options'][number]>,
): ReactElement {
  return (
    <li key={moved.what.id}>
      <Step from={moved.from} to={moved.to} />{' '}
      <a href={`#${itemAnchor(moved.what.id)}`}>{moved.what.title}</a>
      <Reason model={model} because={moved.because} />
    </li>
  );
}

function movedItem(model: DesignModel, { what, from, to, because }: Moved<PlacedItem>): ReactElement {
  return (
    <li key={what.id}>
      <Step from={from} to={to} /> {what.kind}{' '}
      <a href={itemPath(what, model.pathOf)} data-words="">
        {what.title}
      </a>{' '}
      <Who letters={model.letters} person={what.by} />
      <Reason model={model} because={because} />
    </li>
  );
}

function Step({ from, to }: { readonly from: ItemStatus; readonly to: ItemStatus }): ReactElement {
  return (
    <>
      <span className="note">{from} →</span> <Status state={to} />
    </>
  );
}

function Reason({ model, because }: Props & { readonly because: StatusEvent | null }): ReactNode {
  if (because === null) return null;
  return (
    <>
      : <Cause model={model} event={because} />
    </>
  );
}

function NewItem({ model, item }: Props & { readonly item: PlacedItem }): ReactElement {
  return (
    <li className={item.certain ? undefined : 'candidate'}>
      {item.status === null ? null : <Status state={item.status} />}{' '}
      <a href={itemPath(item, model.pathOf)} data-words="">
        {item.title}
      </a>{' '}
      <Who letters={model.letters} person={item.by} />
    </li>
  );
}

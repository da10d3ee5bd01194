import type { ReactElement, ReactNode } from 'react';
import { Cause } from '@/app/_design/item-line.tsx';
import type { DesignModel } from '@/app/_design/model.ts';
import { itemAnchor, itemPath } from '@/app/_design/words.ts';
import { Status } from '@/app/_ui/status.tsx';
import { isHeld } from '@/lib/design/held.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { shownName } from '@/lib/view/subject.ts';
import { formatDay, formatTime } from '@/lib/view/time.ts';
import { formatTimeParam } from '@/lib/view/time-param.ts';
import { designPath, seriesPath } from '@/lib/view/url.ts';

type Entry = { readonly at: number; readonly key: string; readonly what: ReactNode };

/** What moved the design, oldest first: postings, decisions, and options that became something else. */
export function Timeline({ model }: { readonly model: DesignModel }): ReactElement {
  const base = designPath(model.state.id);
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">
        Timeline <span className="note">a time leads to this page as of then</span>
      </h2>
      <form method="get" action={`${base}#changes`} className="choose">
        <label>
          what changed from{' '}
          <input
            type="date"
            name="from"
            required={true}
            defaultValue={formatDay(model.since?.from ?? model.state.startedAt)}
          />
        </label>
        <label>
          to <input type="date" name="at" required={true} defaultValue={formatDay(model.state.lastAt)} />
        </label>
        <button type="submit">show</button>
      </form>
      <ol className="plain timeline">
        {entriesOf(model).map(({ at, key, what }) => (
          <li key={key}>
            <a href={`${base}?at=${formatTimeParam(at)}`} rel="nofollow" className="when">
              {formatTime(at)}
            </a>{' '}
            <span>{what}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function entriesOf(model: DesignModel): readonly Entry[] {
  const { state, pathOf } = model;
  const entries: Entry[] = state.series.map((series) => ({
    at: series.sentAt,
    key: series.id,
    what: (
      <>
        <strong>{formatVersion(series)}</strong> posted by {series.author.name || series.author.email}:{' '}
        <a href={seriesPath(series.id)}>{shownName(series.name)}</a>
      </>
    ),
  }));
  for (const option of state.options) {
    if (option.because === null || !isHeld(option)) continue;
    entries.push({
      at: option.because.at,
      key: option.id,
      what: (
        <>
          <Status state={option.status} /> <a href={`#${itemAnchor(option.id)}`}>{option.title}</a>:{' '}
          <Cause model={model} event={option.because} />
        </>
      ),
    });
  }
  for (const decision of state.decisions) {
    entries.push({
      at: decision.at,
      key: decision.id,
      what: (
        <>
          decision: <a href={itemPath(decision, pathOf)}>{decision.title}</a>,{' '}
          {decision.by.name || decision.by.email}
        </>
      ),
    });
  }
  return entries.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}

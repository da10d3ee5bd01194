import type { ReactElement } from 'react';
import type { DesignModel, Moment } from '@/app/_design/model.ts';
import { formatDay, formatTime } from '@/lib/view/time.ts';
import { formatTimeParam } from '@/lib/view/time-param.ts';
import { designPath } from '@/lib/view/url.ts';

const WIDTH = 1000;
const HEIGHT = 16;
const HOUR_MS = 3_600_000;

type Props = { readonly model: DesignModel };

/**
 * When things were said, with the shown time marked and steps to the event before and after it. Silence is drawn by
 * the logarithm of its length, or a design that slept a year would be two smudges.
 */
export function TimeStrip({ model }: Props): ReactElement | null {
  const { moments, at, state } = model;
  const first = moments[0];
  const last = moments.at(-1);
  if (first === undefined || last === undefined) return null;
  const base = designPath(state.id);
  const times = [...new Set(moments.map((moment) => moment.at))];
  const current = at ?? last.at;
  const earlier = times.findLast((time) => time < current);
  const later = at === null ? undefined : times.find((time) => time > at);
  const shown = moments.findLast((moment) => moment.at <= current);
  return (
    <nav className="time" aria-label="Time">
      <span className="steps">
        <Step href={earlier === undefined ? null : addressOf(base, model, earlier)} name="[" rel="prev">
          ◂ earlier
        </Step>
        <Step
          href={
            at === null
              ? null
              : later === undefined
                ? addressOf(base, model, null)
                : addressOf(base, model, later)
          }
          name="]"
          rel="next"
        >
          later ▸
        </Step>
      </span>
      <span className="note">{formatDay(first.at)}</span>
      <Ticks model={model} base={base} current={current} />
      <span className="note">{formatDay(last.at)}</span>
      <span className="as-of">
        {at === null ? (
          <>now, after {nameOf(shown)}</>
        ) : (
          <>
            <strong>as of {formatTime(at)} UTC</strong>
            {shown === undefined ? '' : `, after ${nameOf(shown)}`} <a href={base}>now</a>
          </>
        )}
      </span>
    </nav>
  );
}

function addressOf(base: string, { since }: DesignModel, at: number | null): string {
  const query = [
    since === null ? '' : `from=${formatTimeParam(since.from)}`,
    at === null ? '' : `at=${formatTimeParam(at)}`,
  ].filter((part) => part !== '');
  return query.length === 0 ? base : `${base}?${query.join('&')}`;
}

function nameOf(moment: Moment | undefined): string {
  if (moment === undefined) return 'nothing yet';
  return moment.version === null ? `the mail of ${moment.who}` : `${moment.version} of ${moment.who}`;
}

function Step(props: {
  readonly href: string | null;
  readonly name: '[' | ']';
  readonly rel: 'prev' | 'next';
  readonly children: string | readonly string[];
}): ReactElement {
  const inside = (
    <>
      {props.children} <kbd>{props.name}</kbd>
    </>
  );
  return props.href === null ? (
    <span className="off">{inside}</span>
  ) : (
    <a href={props.href} rel={`${props.rel} nofollow`} data-step={props.name}>
      {inside}
    </a>
  );
}

/** For the mouse; the steps and the timeline do the same for everybody. */
function Ticks({
  model,
  base,
  current,
}: Props & { readonly base: string; readonly current: number }): ReactElement {
  const places = placesOf(model.moments);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" className="ticks">
      <rect x="0" y={HEIGHT - 1} width={WIDTH} height="1" className="axis" />
      {model.moments.map((moment, index) => (
        <a key={moment.messageId} href={addressOf(base, model, moment.at)} tabIndex={-1}>
          <title>{`${formatTime(moment.at)} ${nameOf(moment)}`}</title>
          <rect
            x={places[index] ?? 0}
            y={moment.version === null ? HEIGHT / 2 : 0}
            width="4"
            height={moment.version === null ? HEIGHT / 2 : HEIGHT}
            className={`${moment.version === null ? 'tick' : 'tick posting'}${moment.at > current ? ' off' : ''}`}
          />
        </a>
      ))}
    </svg>
  );
}

function placesOf(moments: readonly Moment[]): readonly number[] {
  const gaps = moments.map((moment, index) => {
    const before = moments[index - 1];
    return before === undefined ? 0 : 1 + Math.log2(1 + (moment.at - before.at) / HOUR_MS);
  });
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  let reached = 0;
  return gaps.map((gap) => {
    reached += gap;
    return Math.round((total === 0 ? 0 : reached / total) * (WIDTH - 4));
  });
}

import type { ReactElement } from 'react';
import { ColumnHeads } from '@/app/_ui/column-heads.tsx';
import { Status } from '@/app/_ui/status.tsx';
import { When } from '@/app/_ui/when.tsx';
import { isSettled } from '@/lib/series/stalled.ts';
import type { DesignLine } from '@/lib/store/design/design-list.ts';
import { formatCount, unitOf } from '@/lib/view/count.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { shownName } from '@/lib/view/subject.ts';
import { formatDay } from '@/lib/view/time.ts';
import { designPath } from '@/lib/view/url.ts';

const BAR_WIDTH = 3;
const STRIP_HEIGHT = 14;

/** Designs as rows: where each stands, whose turn it is, what is open, and when its mails came. */
export function DesignTable({
  rows,
  label,
}: {
  readonly rows: readonly DesignLine[];
  readonly label: string;
}): ReactElement {
  return (
    <table className="rows designs" aria-label={label}>
      <ColumnHeads
        of={[
          'moved, UTC',
          'design',
          'state',
          'turn, since',
          { number: 'objections' },
          { number: 'questions' },
          { number: 'actions' },
          'activity',
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row }: { readonly row: DesignLine }): ReactElement {
  return (
    <tr data-stop="">
      <td>
        <When at={row.lastAt} day={true} />
      </td>
      <td className="main">
        <a href={designPath(row.id)}>{shownName(row.name)}</a>
      </td>
      <td>
        {row.version === null ? null : `${formatVersion(row.version)} `}
        <Status state={row.state} />
      </td>
      <td className={row.turn === 'nobody' || row.turnSince === null ? undefined : 'turn'}>
        {row.turn === 'nobody' || row.turnSince === null ? null : (
          <>
            {row.turn} <When at={row.turnSince} day={true} />
          </>
        )}
      </td>
      <CountCell
        count={row.openObjections}
        one="open objection"
        blocking={row.blockingObjections}
        past={isSettled(row.state) ? 'no mail settles them' : null}
      />
      <CountCell
        count={row.openQuestions}
        one="question"
        past={isSettled(row.state) ? 'no mail answers them' : null}
      />
      <CountCell count={row.openActions} one="action" />
      <td>
        <Activity row={row} />
      </td>
    </tr>
  );
}

/**
 * A number of its column, with its unit where rows have no columns; none stands back, so that what is open is seen, and
 * so does what asks nothing of anybody because the design was applied or given up: `past` says it.
 */
function CountCell(props: {
  readonly count: number;
  readonly one: string;
  readonly blocking?: number;
  readonly past?: string | null;
}): ReactElement {
  const { count, one, blocking = 0, past = null } = props;
  const asks = count > 0 && past === null;
  const said = [...(blocking > 0 ? [`${blocking} blocking`] : []), ...(count > 0 && past ? [past] : [])];
  return (
    <td
      className={asks && blocking > 0 ? 'number blocking' : asks ? 'number' : 'number none'}
      data-unit={unitOf(count, one, `${one}s`)}
      title={said.length === 0 ? undefined : said.join('; ')}
    >
      {count}
      {asks && blocking > 0 ? '!' : ''}
    </td>
  );
}

/** Messages over its life, each design to its own scale. */
function Activity({ row }: { readonly row: DesignLine }): ReactElement {
  const most = Math.max(1, ...row.activity);
  const total = row.activity.reduce((sum, count) => sum + count, 0);
  const life = `from ${formatDay(row.startedAt)} to ${formatDay(row.lastAt)}`;
  const words = `${formatCount(total, 'message', 'messages')} ${life}`;
  return (
    <svg
      width={row.activity.length * BAR_WIDTH}
      height={STRIP_HEIGHT}
      role="img"
      aria-label={words}
      className="activity"
    >
      <title>{words}</title>
      {row.activity.map((count, index) => {
        const height = count === 0 ? 1 : Math.max(3, Math.round((count / most) * STRIP_HEIGHT));
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a part of its life has no other name
            key={index}
            x={index * BAR_WIDTH}
            y={STRIP_HEIGHT - height}
            width={BAR_WIDTH - 1}
            height={height}
            className={count === 0 ? 'axis' : 'tick'}
          />
        );
      })}
    </svg>
  );
}

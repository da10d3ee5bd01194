import type { ReactElement } from 'react';
import { RangeLines } from '@/app/_archive/range-lines.tsx';
import { seriesListOf } from '@/app/_archive/series-list.ts';
import { VersionPairs } from '@/app/_archive/version-pairs.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import type { RangeEntry } from '@/lib/series/review/range-diff.ts';
import type { SeriesTexts } from '@/lib/series/review/series-texts.ts';
import type { SeriesPage } from '@/lib/store/series/series.ts';
import { describeRange } from '@/lib/view/review.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { shownName } from '@/lib/view/subject.ts';
import { inboxPath, messagePath, seriesPath } from '@/lib/view/url.ts';

const ENTRY_LINES_SHOWN = 600;
/** Lines on the whole page; patches that come too late for them are read with `docket show range-diff`. */
const PAGE_LINES_SHOWN = 6_000;

type Props = {
  readonly page: SeriesPage;
  readonly before: SeriesTexts;
  readonly after: SeriesTexts;
  readonly entries: readonly RangeEntry[];
};

/** What became of each patch from one version to another, with the lines that changed. */
export function RangeView({ page, before, after, entries }: Props): ReactElement {
  const inbox = seriesListOf(page);
  const [from, to] = [formatVersion(before), formatVersion(after)];
  const changed = withRoom(entries.filter(({ kind }) => kind === 'changed'));
  return (
    <Frame
      title={`${shownName(after.name)} (${from} → ${to})`}
      crumbs={[
        { text: inbox, href: inboxPath(inbox) },
        { text: 'series', href: `${inboxPath(inbox)}?show=series` },
        { text: to, href: seriesPath(after.id) },
        { text: `from ${from}`, href: null },
      ]}
      up={seriesPath(after.id)}
    >
      <h1>{shownName(after.name)}</h1>
      <p className="facts">
        <span>
          from <a href={seriesPath(before.id)}>{from}</a>
          {before.name === after.name ? '' : ` (${shownName(before.name)})`} to{' '}
          <a href={seriesPath(after.id)}>{to}</a>
        </span>
        <span>{countKinds(entries)}</span>
      </p>
      <VersionPairs page={page} before={before.id} after={after.id} />
      {before.truncated || after.truncated ? (
        <p className="warning">These versions are too long to compare whole; some patches were left out.</p>
      ) : null}
      {entries.length === 0 ? <NoPatches before={before} after={after} /> : null}
      {entries.length === 0 ? null : <Entries {...{ from, to, entries, inbox }} />}
      {changed.map(({ entry, most }) => (
        <section key={idOf(entry)} id={idOf(entry)}>
          <h2>
            <span className="counter">
              {entry.before?.n} → {entry.after?.n}
            </span>{' '}
            <bdi>{shownName(entry.after?.title ?? '')}</bdi>
          </h2>
          {entry.by === 'title' ? <p className="note">Written anew: only the title is the same.</p> : null}
          <RangeLines lines={entry.lines} most={most} />
        </section>
      ))}
    </Frame>
  );
}

/** An empty table would not say whether nothing changed or nothing is there. */
function NoPatches({ before, after }: Pick<Props, 'before' | 'after'>): ReactElement {
  const [from, to] = [formatVersion(before), formatVersion(after)];
  const named = from === to ? `these two postings (${from})` : `${from} or ${to}`;
  return (
    <p>
      There is nothing to compare: this archive has no patch of {named}, only what was written about them:{' '}
      <a href={seriesPath(before.id)}>{shownName(before.name)}</a> and{' '}
      <a href={seriesPath(after.id)}>{shownName(after.name)}</a>.
    </p>
  );
}

type EntriesProps = Pick<Props, 'entries'> & Readonly<Record<'from' | 'to' | 'inbox', string>>;

function Entries({ from, to, entries, inbox }: EntriesProps): ReactElement {
  return (
    <table className="rows">
      <thead>
        <tr>
          <th scope="col">{from}</th>
          <th scope="col">{to}</th>
          <th scope="col">patch</th>
          <th scope="col">what changed</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRow key={idOf(entry)} {...{ from, to, entry, inbox }} />
        ))}
      </tbody>
    </table>
  );
}

/** How many lines each patch may show, the first ones first. */
function withRoom(
  changed: readonly RangeEntry[],
): readonly { readonly entry: RangeEntry; readonly most: number }[] {
  let room = PAGE_LINES_SHOWN;
  return changed.map((entry) => {
    const most = Math.min(ENTRY_LINES_SHOWN, room);
    room -= Math.min(most, entry.lines.length);
    return { entry, most };
  });
}

type EntryProps = Omit<EntriesProps, 'entries'> & { readonly entry: RangeEntry };

function EntryRow({ from, to, entry, inbox }: EntryProps): ReactElement {
  const { before, after, kind } = entry;
  const mark = describeRange(entry);
  return (
    <tr data-stop="">
      <td className="counter" data-version={from}>
        {before === null ? '–' : <a href={messagePath(inbox, before.messageId)}>{before.n}</a>}
      </td>
      <td className="counter" data-version={to}>
        {after === null ? '–' : <a href={messagePath(inbox, after.messageId)}>{after.n}</a>}
      </td>
      <td className="main">
        {kind === 'changed' ? (
          <a href={`#${idOf(entry)}`}>{shownName(after?.title ?? '')}</a>
        ) : (
          shownName((after ?? before)?.title ?? '')
        )}
      </td>
      <td>
        <span className={`status ${mark.tone}`}>
          <span aria-hidden="true">{mark.shape}</span> {mark.words}
        </span>
      </td>
    </tr>
  );
}

function idOf({ before, after }: RangeEntry): string {
  return `p${before?.n ?? ''}-${after?.n ?? ''}`;
}

function countKinds(entries: readonly RangeEntry[]): string {
  const kinds = ['same', 'changed', 'new', 'dropped'] as const;
  return kinds
    .map((kind) => ({ kind, count: entries.filter((entry) => entry.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind}`)
    .join(', ');
}

import type { ReactElement } from 'react';
import type { DesignModel } from '@/app/_design/model.ts';
import { Sentence } from '@/app/_design/sentence.tsx';
import { Status } from '@/app/_ui/status.tsx';
import { When } from '@/app/_ui/when.tsx';
import { stateAt } from '@/lib/series/stalled.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { shownName } from '@/lib/view/subject.ts';
import { formatTimeParam } from '@/lib/view/time-param.ts';
import { designPath, rangePath, seriesPath } from '@/lib/view/url.ts';

/** The name, the state in a sentence, whose turn it is, and the versions. */
export function DesignHead({ model }: { readonly model: DesignModel }): ReactElement {
  const { state } = model;
  return (
    <>
      <h1>{shownName(state.name)}</h1>
      <Sentence model={model} />
      <Versions model={model} />
    </>
  );
}

/** All versions of today; those that are not there yet at the shown time lead to theirs. */
function Versions({ model }: { readonly model: DesignModel }): ReactElement | null {
  if (model.versions.length === 0) return null;
  const shown = new Map(model.state.series.map((series) => [series.id, series]));
  return (
    <ol className="strip versions" aria-label="Versions">
      {model.versions.map((version, index) => {
        const series = shown.get(version.id);
        const before = model.versions[index - 1];
        return (
          <li key={version.id}>
            <a href={seriesPath(version.id)} title={version.name}>
              {formatVersion(version)}
              {version.resend ? ' resend' : ''}
            </a>{' '}
            <When at={version.sentAt} day={true} />{' '}
            {series === undefined ? (
              <span className="note">not yet</span>
            ) : (
              <Status state={stateAt(series.reason.state, series.discussion.movedAt, model.now)} />
            )}
            {before === undefined ? null : (
              <span className="links">
                <a
                  href={`${designPath(model.state.id)}?from=${formatTimeParam(before.sentAt)}&at=${formatTimeParam(
                    version.sentAt,
                  )}#changes`}
                  title={`What changed between ${formatVersion(before)} and ${formatVersion(version)}`}
                >
                  changes
                </a>
                <a
                  href={rangePath(before.id, version.id)}
                  title={`Range-diff from ${formatVersion(before)} to ${formatVersion(version)}`}
                >
                  diff
                </a>
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

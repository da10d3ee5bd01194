import type { ReactElement } from 'react';
import type { DesignModel } from '@/app/_design/model.ts';
import { itemAnchor } from '@/app/_design/words.ts';
import { newJudgement } from '@/app/_judge/come-back.ts';
import { Reason, Say } from '@/app/_judge/say.tsx';
import type { OptionRow } from '@/lib/design/state.ts';
import { formatDay } from '@/lib/view/time.ts';

type Props = { readonly model: DesignModel; readonly option: OptionRow };

/** What one request takes (`idsField`). */
const ON_TOP_MAX = 50;

/**
 * That two options are one, or that a way of putting this one is an option of its own; in the row whose forms are open.
 * Which other option is chosen is not known before it is sent, so everything its author saw goes along.
 */
export function OptionForms({ model, option }: Props): ReactElement | null {
  const { judging, state } = model;
  const opened = option.mentions.find(({ id }) => itemAnchor(id) === judging.open);
  if (!judging.mayJudge || opened === undefined) return null;
  // With the numbers that the rows have.
  const others = state.options
    .map((one, index) => ({ ...one, n: index + 1 }))
    .filter(({ id }) => id !== option.id);
  const seen = [option, ...others].flatMap(({ id }) => judging.heads.get(id) ?? []);
  const onTop = [...new Set(seen)].slice(0, ON_TOP_MAX).join(' ');
  const fields = (verb: string): Readonly<Record<string, string>> =>
    newJudgement(verb, `${judging.back}#${itemAnchor(option.id)}`, { onTop });
  return (
    <div className="judged">
      {/* The forms of its first mention, when those are open, have the fragment. */}
      <div className="forms" id={opened === option.mentions[0] ? undefined : 'forms'}>
        {others.length === 0 ? null : (
          <Say fields={{ ...fields('merge-options'), item: option.id }} submit="they are one option">
            <label>
              the same as{' '}
              <select name="other">
                {others.map(({ id, title, status, n }) => (
                  <option key={id} value={id}>
                    {n}. {title} ({status})
                  </option>
                ))}
              </select>
            </label>
            <Reason />
          </Say>
        )}
        {option.mentions.length < 2 ? null : (
          <Say fields={fields('split-option')} submit="make it an option of its own">
            <label>
              another idea:{' '}
              <select name="item">
                {option.mentions.slice(1).map((mention) => (
                  <option key={mention.id} value={mention.id}>
                    {mention.title}, {mention.by.name || mention.by.email}, {formatDay(mention.at)}
                  </option>
                ))}
              </select>
            </label>
            <Reason />
          </Say>
        )}
      </div>
    </div>
  );
}

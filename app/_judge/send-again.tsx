import type { ReactElement } from 'react';
import { Hidden } from '@/app/_judge/say.tsx';
import type { Fields } from '@/lib/auth/read-body.ts';

/** What people type into forms that say something, in the order it is shown; the forms themselves say the rest. */
const TYPED = [
  ['text', 'what you wrote'],
  ['earlier', 'version before it (Message-ID)'],
  ['address', 'address'],
  ['with', 'the other'],
  ['title', 'title'],
  ['value', 'link, message, commit, run or claim'],
  ['reason', 'reason'],
] as const;

type Props = {
  readonly action: string;
  /** The fields as they were sent. */
  readonly fields: Fields;
};

/**
 * A refused form once more, as it was filled in: pages for accounts are not stored, so the way back leads to an empty
 * one. Null where nobody typed anything.
 */
export function sendAgain({ action, fields }: Props): ReactElement | null {
  const sent = Object.entries(fields).filter((one): one is [string, string] => typeof one[1] === 'string');
  const values = new Map(sent);
  const labels: readonly (readonly [string, string])[] =
    values.get('verb') === 'title' ? [['to', 'title'], ...TYPED] : TYPED;
  const typed = labels.filter(([name]) => values.has(name));
  if (!typed.some(([name]) => values.get(name) !== '')) return null;
  const names = new Set(typed.map(([name]) => name));
  return (
    <form method="post" action={action} className="again">
      <Hidden fields={Object.fromEntries(sent.filter(([name]) => !names.has(name)))} />
      {typed.map(([name, label]) => (
        <label key={name} htmlFor={`again-${name}`}>
          <span>{label}</span>
          {name === 'text' ? (
            <textarea id={`again-${name}`} name={name} rows={8} defaultValue={values.get(name)} />
          ) : (
            <input id={`again-${name}`} name={name} maxLength={2000} defaultValue={values.get(name)} />
          )}
        </label>
      ))}
      <button type="submit">send it again</button>
    </form>
  );
}

import type { ReactElement } from 'react';
import { TokensToo } from '@/app/_account/form.tsx';
import { asWrong, Wrong } from '@/app/_account/wrong.tsx';
import type { Refused } from '@/lib/auth/outcome.ts';
import type { Fields } from '@/lib/auth/read-body.ts';
import { fieldProblem } from '@/lib/auth/refuse-fields.ts';

type Typed = { readonly label: string; readonly kind: 'line' | 'text' | 'secret' };

const line = (label: string): Typed => ({ label, kind: 'line' });

/**
 * What people type into forms, all of them, in the order it is shown. What is not here a form says by itself, and it
 * goes along unseen.
 */
const TYPED: ReadonlyMap<string, Typed> = new Map<string, Typed>([
  ['text', { label: 'what you wrote', kind: 'text' }],
  ['earlier', line('version before it (Message-ID)')],
  ['address', line('address')],
  ['email', line('e-mail')],
  ['name', line('name')],
  ['days', line('days it works')],
  ['list', line('list')],
  ['message', line('Message-ID')],
  ['with', line('the other')],
  ['title', line('title')],
  ['value', line('link, message, commit, run or claim')],
  ['reason', line('reason')],
  ['password', { label: 'password', kind: 'secret' }],
  ['fresh', { label: 'new password', kind: 'secret' }],
]);

type Props = {
  readonly action: string;
  /** The fields as they were sent. */
  readonly fields: Fields;
  readonly refusal: Refused;
};

/**
 * A refused form once more, as it was filled in: pages for accounts are not stored, so the way back leads to an empty
 * one. What is wrong stands beside its field, where one is first. Null where nobody typed anything but passwords,
 * which never come back, and chose nothing beside them: what becomes of API tokens after a theft is not lost by a slip.
 */
export function sendAgain({ action, fields, refusal }: Props): ReactElement | null {
  const sent = Object.entries(fields).filter((one): one is [string, string] => typeof one[1] === 'string');
  const values = new Map(sent);
  // A select for the status of an item, a line for its title.
  const known = values.get('verb') === 'title' ? new Map([['to', line('title')], ...TYPED]) : TYPED;
  const typed = [...known].filter(([name]) => values.has(name));
  const tokens = values.get('tokens');
  if (tokens === undefined && !typed.some(([name, { kind }]) => kind !== 'secret' && values.get(name) !== ''))
    return null;
  const first = typed.find(([name]) => fieldProblem(refusal, name) !== null)?.[0];
  return (
    <form method="post" action={action} className="again">
      {sent.map(([name, value]) =>
        known.has(name) || name === 'tokens' ? null : (
          <input key={name} type="hidden" name={name} value={value} />
        ),
      )}
      {typed.map(([name, { label, kind }]) => {
        const problem = fieldProblem(refusal, name);
        const id = `again-${name}`;
        const common = { id, name, ...asWrong(id, problem), autoFocus: name === first };
        return (
          <label key={name} htmlFor={id}>
            <span>{label}</span>
            {kind === 'text' ? (
              <textarea {...common} rows={8} defaultValue={values.get(name)} />
            ) : (
              <input
                {...common}
                type={kind === 'secret' ? 'password' : 'text'}
                required={kind === 'secret'}
                autoComplete="off"
                maxLength={2000}
                defaultValue={kind === 'secret' ? undefined : values.get(name)}
              />
            )}
            <Wrong of={id} problem={problem} />
          </label>
        );
      })}
      {tokens === undefined ? null : <TokensToo value={tokens} />}
      <button type="submit">send it again</button>
    </form>
  );
}

import type { ReactElement, ReactNode } from 'react';

type Fields = Readonly<Record<string, string>>;

/** A form that says something of the log with one button; `press` is the key that presses it in its row. */
export function Say(props: {
  readonly to?: string;
  readonly fields: Fields;
  readonly submit: string;
  readonly press?: string;
  readonly children?: ReactNode;
}): ReactElement {
  const { to, fields, submit, press, children } = props;
  return (
    <form method="post" action={to ?? '/api/judgements'} className="inline">
      <Hidden fields={fields} />
      {children}{' '}
      <button
        type="submit"
        data-press={press}
        title={press === undefined ? undefined : `${submit} (${press})`}
      >
        {submit}
        {press === undefined ? null : <kbd>{press}</kbd>}
      </button>
    </form>
  );
}

/** What a form says that nobody types. */
export function Hidden({ fields }: { readonly fields: Fields }): ReactElement {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** Why, in words that stay with what is said. */
export function Reason(): ReactElement {
  return (
    <label>
      reason <input name="reason" maxLength={2000} size={40} />
    </label>
  );
}

import type { ReactElement, ReactNode } from 'react';
import { asWrong, Wrong } from '@/app/_account/wrong.tsx';
import { Hidden } from '@/app/_judge/say.tsx';

type FormProps = {
  readonly action: string;
  readonly submit: string;
  /** Values that nobody types. */
  readonly hidden?: Readonly<Record<string, string>>;
  /** In a row of a table: one line. */
  readonly inline?: boolean;
  readonly children?: ReactNode;
};

/** A plain form: it works without script, and its button is reached with Tab. */
export function Form({ action, submit, hidden, inline, children }: FormProps): ReactElement {
  return (
    <form method="post" action={action} className={inline ? 'inline' : undefined}>
      <Hidden fields={hidden ?? {}} />
      {children}
      <button type="submit">{submit}</button>
    </form>
  );
}

type FieldProps = {
  readonly label: string;
  readonly name: string;
  readonly type?: 'text' | 'email' | 'password' | 'number';
  readonly autoComplete?: string;
  readonly value?: string | undefined;
  readonly note?: string;
  /** In UTF-16 units, so a browser may let through what has fewer characters; the server counts those. */
  readonly lengthMin?: number;
  /** What the server takes at most; default: 254, as of an address. */
  readonly lengthMax?: number;
  /** What is wrong with what was sent; null for nothing. */
  readonly problem?: string | null;
  /** Of a page that is opened to fill it in. */
  readonly isFirst?: boolean;
};

export function Field(props: FieldProps): ReactElement {
  const { label, name, type, autoComplete, value, note, lengthMin, lengthMax, problem = null } = props;
  const { isFirst = false } = props;
  return (
    <label>
      <span>{label}</span>
      <input
        name={name}
        type={type ?? 'text'}
        required
        minLength={lengthMin}
        maxLength={lengthMax ?? 254}
        autoComplete={autoComplete ?? 'off'}
        defaultValue={value}
        // biome-ignore lint/a11y/noAutofocus: nothing else is to be done there, and nine links stand before it
        autoFocus={isFirst}
        {...asWrong(name, problem)}
      />
      <Wrong of={name} problem={problem} />
      {note === undefined ? null : <span className="note">{note}</span>}
    </label>
  );
}

/** The address that one signs in with. */
export function EmailField(props: Pick<FieldProps, 'value' | 'problem' | 'isFirst'>): ReactElement {
  return <Field label="E-mail" name="email" type="email" autoComplete="username" {...props} />;
}

type ChoiceProps = {
  readonly label: string;
  readonly name: string;
  readonly value?: string;
  readonly options: readonly (readonly [value: string, text: string])[];
};

export function Choice({ label, name, value, options }: ChoiceProps): ReactElement {
  return (
    <label>
      <span>{label}</span>
      <select name={name} defaultValue={value}>
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Beside a new password: scripts go on over a mere change, and are to stop after a theft. */
export function TokensToo({ value = 'stay' }: { readonly value?: string | undefined }): ReactElement {
  return (
    <Choice
      label="API tokens"
      name="tokens"
      value={value}
      options={[
        ['stay', 'go on working'],
        ['end', 'are taken back, all of them'],
      ]}
    />
  );
}

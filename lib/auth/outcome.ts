import type { Json } from '@/lib/base/canonical-json.ts';
import type { Write } from '@/lib/store/write.ts';

/** What the audit says of a write beside who did it, when and from where. Never a secret. */
export type Note = {
  readonly list: string | null;
  readonly target: string | null;
  readonly detail: Readonly<Record<string, Json>>;
};

/** Done: a form goes on to `to` (303), JSON gets `value`. */
export type Done = {
  readonly kind: 'done';
  readonly to: string;
  readonly value: Readonly<Record<string, Json>>;
  readonly note: Note;
  /** Who did it, when the request did not come from an account yet: sign in. */
  readonly accountId: string | null;
  /** Set-Cookie values. */
  readonly cookies: readonly string[];
  /** Runs after the commit, and is not waited for; it must not fail. */
  readonly afterwards: (() => void) | null;
  /** Runs after the commit, before the answer: what the next page of the sender is to show. */
  readonly finish: (() => Promise<void>) | null;
};

/** Done, and there is something to see that is never shown again: a token, a link. */
export type Shown<Page> = Omit<Done, 'kind' | 'to'> & { readonly kind: 'shown'; readonly page: Page };

/** What somebody else did to a thing while one was looking at it, and the form again, made on top of that. */
export type Meanwhile = {
  /** What it is, in words: the proposal “...”; null where it has no title. */
  readonly about: string | null;
  readonly theirs: readonly {
    readonly id: string;
    readonly author: string;
    readonly at: number;
    readonly text: string;
    readonly reason: string | null;
  }[];
  readonly again: Readonly<Record<string, string>>;
};

export type Refused = {
  readonly kind: 'refused';
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 500 | 503;
  readonly code: string;
  readonly message: string;
  /** What one can do about it. */
  readonly remedy: string;
  /** Kept under `<action>.refused`; null for what needs no memory. */
  readonly note: (Note & { readonly accountId: string | null }) | null;
  readonly retryAfterSeconds: number | null;
  readonly cookies: readonly string[];
  /** What the sender needs to choose again: JSON gets it in `error`. */
  readonly value: Readonly<Record<string, Json>>;
  /** The same for a page, where others came first; null for all else. */
  readonly meanwhile: Meanwhile | null;
};

export type Outcome<Page> = Done | Shown<Page> | Refused;

/** The part that runs in the transaction; what it refuses is rolled back. */
export type Change<Page> = (write: Write) => Promise<Outcome<Page>>;

export function done(
  to: string,
  note: Partial<Note>,
  more: Partial<Omit<Done, 'kind' | 'to' | 'note'>> = {},
): Done {
  return {
    kind: 'done',
    to,
    note: { list: null, target: null, detail: {}, ...note },
    value: {},
    accountId: null,
    cookies: [],
    afterwards: null,
    finish: null,
    ...more,
  };
}

export function shown<Page>(
  page: Page,
  value: Shown<Page>['value'],
  note: Partial<Note>,
  more: Partial<Omit<Done, 'kind' | 'to' | 'note' | 'value'>> = {},
): Shown<Page> {
  const { to, ...rest } = done('', note, { value, ...more });
  return { ...rest, kind: 'shown', page };
}

export function refused(
  status: Refused['status'],
  code: string,
  message: string,
  remedy: string,
  more: Partial<Pick<Refused, 'note' | 'retryAfterSeconds' | 'cookies' | 'value' | 'meanwhile'>> = {},
): Refused {
  return {
    kind: 'refused',
    status,
    code,
    message,
    remedy,
    note: null,
    retryAfterSeconds: null,
    cookies: [],
    value: {},
    meanwhile: null,
    ...more,
  };
}

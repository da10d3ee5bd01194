import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { type Answers, answer } from '@/lib/auth/answer.ts';
import { clientAddress } from '@/lib/auth/client-address.ts';
import { identify } from '@/lib/auth/identify.ts';
import { type Change, type Outcome, type Refused, refused } from '@/lib/auth/outcome.ts';
import { isAtLeast, roleOn } from '@/lib/auth/permission.ts';
import { type Fields, isBodyProblem, NO_FIELDS, readBody } from '@/lib/auth/read-body.ts';
import { refuseFields } from '@/lib/auth/refuse-fields.ts';
import { isOfNoBrowser, isSameOrigin } from '@/lib/auth/same-origin.ts';
import { loadSettings, type Settings } from '@/lib/auth/settings.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { insertAudit } from '@/lib/store/account/audit-row.ts';
import { countRates, type Rate } from '@/lib/store/account/rate-row.ts';
import type { Credential } from '@/lib/store/account/reader-row.ts';
import { type Reader, runAs } from '@/lib/store/reader.ts';
import { loadPrivateLists } from '@/lib/store/visibility.ts';
import { runWrite } from '@/lib/store/write.ts';

/**
 * The one way from a request to a change. A route handler for POST, PUT, PATCH or DELETE is what `guarded` returns, and
 * app/_tests/guard.test.ts refuses any other. In order, and the first that refuses ends it:
 *
 *  1. sent by a page of ours, or with a bearer token (403), but for `byAddress`
 *  2. rate, by account or address (429)
 *  3. a session or token where one is needed (401), an admin where one is needed (403)
 *  4. body: type, size, fields (415, 413, 400)
 *  5. rates of this action (429), the role on the list (404 when it is not even read, else 403)
 *  6. `act`; then its change and the audit row in one transaction
 */
export type Rule<Body> = {
  /** Name in the audit, such as `account.name`. */
  readonly action: string;
  readonly who: 'anyone' | 'signed-in' | 'admin' | OnList<Body>;
  /** Tokens do not get at passwords, sessions and tokens: a leaked one must not make others. */
  readonly sessionOnly: boolean;
  /**
   * The secret in the address is what permits it, so programs may send it: those for mail unsubscribe by a POST of
   * their own (RFC 8058), often as a multipart form. Then neither the body nor who is signed in is looked at.
   */
  readonly byAddress?: true;
  /** A strict object: a field that is not in it is refused (mass assignment). */
  readonly body: z.ZodType<Body>;
  readonly bytesMax: number;
  readonly rates: (body: Body, from: { readonly address: string; readonly who: string }) => readonly Rate[];
  /**
   * Milliseconds from `act` to the answer, where its time would tell what the answer does not. Waited for when the
   * transaction has ended: an open one would keep a connection that pages want.
   */
  readonly takesMs?: number;
};

export type OnList<Body> = {
  readonly role: 'commenter' | 'maintainer';
  /** The lists of what is to be changed; the role on one of them is enough. Empty when there is no such thing. */
  readonly listsOf: (body: Body, params: Params) => Promise<readonly string[]>;
};

export type Params = Readonly<Record<string, string>>;

/** A request that passed. */
export type Passed<Body> = {
  readonly request: Request;
  readonly body: Body;
  readonly params: Params;
  readonly credential: Credential | null;
  readonly address: string;
  readonly settings: Settings;
};

/** A request that passed and was sent by an account. */
export type PassedReader<Body> = Passed<Body> & { readonly credential: Credential };

/** Does what takes time and needs no transaction (a password hash, a provider), and gives the change. */
export type Act<Body, Page> = (passed: Passed<Body>) => Promise<Change<Page> | Refused>;

type Context = { readonly params: Promise<Params> };
export type Handler = (request: Request, context: Context) => Promise<Response>;

const handlers = new WeakSet<Handler>();

/** For the test that looks at every route handler. */
export function isGuarded(handler: unknown): boolean {
  return typeof handler === 'function' && handlers.has(handler as Handler);
}

/** All writes of one account, or of one address that is nobody. */
const WRITES = { max: 120, seconds: 60 } as const;

export function guarded<Body, Page>(rule: Rule<Body>, act: Act<Body, Page>, answers: Answers<Page>): Handler {
  const handler: Handler = async (request, context) => {
    let typed: Fields = {};
    let reader: Reader | null = null;
    const outcome = await pass(rule, act, {
      request,
      context,
      knows: (sender) => {
        reader = sender;
      },
      read: (fields) => {
        typed = fields;
      },
    }).catch(async (error: unknown) => {
      const refusal = refuseFailed(error, rule.action);
      // Whoever wrote while the database went away gets that back; it asked who writes before the body was read.
      const fields = request.bodyUsed ? typed : await readBody(request, rule.bytesMax);
      if (!isBodyProblem(fields)) typed = fields;
      return refusal;
    });
    // The page of an answer says who is signed in, as all pages do.
    return runAs(reader, () => answer(request, outcome, answers, typed));
  };
  handlers.add(handler);
  return handler;
}

type Sent = {
  readonly request: Request;
  readonly context: Context;
  /** Told whose account it is. */
  readonly knows: (reader: Reader | null) => void;
  /** Told the fields as they were sent, for a form that is shown again. */
  readonly read: (fields: Fields) => void;
};

async function pass<Body, Page>(
  rule: Rule<Body>,
  act: Act<Body, Page>,
  { request, context, knows, read }: Sent,
): Promise<Outcome<Page>> {
  const settings = loadSettings(process.env);
  const bearer = request.headers.get('authorization') !== null;
  const isFromElsewhere = !bearer && !isSameOrigin(request, settings.origin);
  if (isFromElsewhere && !(rule.byAddress && isOfNoBrowser(request))) {
    return refused(
      403,
      'CROSS_SITE',
      'This was not sent by a page of Docket.',
      'Open the page here and try again.',
    );
  }
  const address = clientAddress(request, settings.proxies);
  const credential = isFromElsewhere ? null : await identify(request, settings.origin);
  const reader = credential === null || credential === 'refused' ? null : credential.reader;
  knows(reader);
  const who = reader === null ? `address ${address}` : `account ${reader.accountId}`;
  const early = (await overRate([{ key: `write ${who}`, ...WRITES }])) ?? refuseStranger(rule, credential);
  // Before that is answered: who is signed out after two weeks gets back what was written meanwhile.
  const fields = isFromElsewhere ? NO_FIELDS : await readBody(request, rule.bytesMax);
  if (!isBodyProblem(fields)) read(fields);
  if (early !== null) return early;
  if (isBodyProblem(fields)) {
    return refused(fields.status, 'BAD_INPUT', fields.message, 'docs/accounts.md tells what is taken.');
  }
  const parsed = rule.body.safeParse({ ...fields });
  if (!parsed.success) return refuseFields(parsed.error);
  const params = await context.params;
  const late =
    (await overRate(rule.rates(parsed.data, { address, who }))) ??
    (await refuseRole(rule, reader, parsed.data, params));
  if (late !== null) return late;
  const known = credential === 'refused' ? null : credential;
  const passed = { request, body: parsed.data, params, credential: known, address, settings };
  return runAs(reader, () => change(rule, act, passed));
}

async function overRate(rates: readonly Rate[]): Promise<Refused | null> {
  const wait = rates.length === 0 ? null : await countRates(rates);
  if (wait === null) return null;
  return refused(429, 'TOO_MANY', 'That was too often.', `Try again in ${wait} seconds.`, {
    retryAfterSeconds: wait,
  });
}

function refuseStranger<Body>(rule: Rule<Body>, credential: Credential | 'refused' | null): Refused | null {
  if (credential === 'refused') {
    return refused(
      401,
      'BAD_TOKEN',
      'This token is not, or no longer, valid.',
      'Make a new one on your account page.',
    );
  }
  if (rule.who === 'anyone') return null;
  if (credential === null) {
    return refused(401, 'SIGN_IN', 'You are not signed in.', 'Sign in, or send an API token.');
  }
  if (rule.sessionOnly && credential.kind === 'token') {
    return refused(403, 'SESSION_ONLY', 'An API token cannot do this.', 'Sign in with a browser.');
  }
  if (rule.who === 'admin' && !credential.reader.isAdmin) {
    return refused(403, 'FORBIDDEN', 'Only an admin can do this.', 'Ask an admin of this Docket.');
  }
  return null;
}

async function refuseRole<Body>(
  rule: Rule<Body>,
  reader: Reader | null,
  body: Body,
  params: Params,
): Promise<Refused | null> {
  if (typeof rule.who === 'string') return null;
  const { role, listsOf } = rule.who;
  const [lists, privateLists] = await Promise.all([listsOf(body, params), loadPrivateLists()]);
  const roles = lists.map((list) => roleOn(reader, list, privateLists));
  if (roles.every((own) => own === null)) {
    return refused(404, 'NOT_FOUND', 'There is no such thing here.', 'Reload the page it came from.');
  }
  if (roles.some((own) => isAtLeast(own, role))) return null;
  return refused(
    403,
    'FORBIDDEN',
    `This needs the role ${role} on the list.`,
    'Ask an admin of this Docket.',
  );
}

async function change<Body, Page>(
  rule: Rule<Body>,
  act: Act<Body, Page>,
  passed: Passed<Body>,
): Promise<Outcome<Page>> {
  const until = performance.now() + (rule.takesMs ?? 0);
  const outcome = await decide(rule, act, passed);
  if (rule.takesMs !== undefined) await sleep(Math.max(0, until - performance.now()));
  return outcome;
}

async function decide<Body, Page>(
  rule: Rule<Body>,
  act: Act<Body, Page>,
  passed: Passed<Body>,
): Promise<Outcome<Page>> {
  const planned = await act(passed);
  const outcome = typeof planned === 'function' ? await commit(rule, planned, passed) : planned;
  if (outcome.kind !== 'refused') {
    outcome.afterwards?.();
    await outcome.finish?.();
  } else if (outcome.note !== null) {
    const { note } = outcome;
    await runWrite((write) =>
      insertAudit(write, {
        ...note,
        ...from(passed),
        action: `${rule.action}.refused`,
        accountId: note.accountId,
      }),
    );
  }
  return outcome;
}

/** Ends a transaction whose change refused: nothing of it stays. */
class Rollback extends Error {
  readonly refusal: Refused;

  constructor(refusal: Refused) {
    super('refused');
    this.refusal = refusal;
  }
}

async function commit<Body, Page>(
  rule: Rule<Body>,
  planned: Change<Page>,
  passed: Passed<Body>,
): Promise<Outcome<Page>> {
  try {
    return await runWrite(async (write) => {
      const outcome = await planned(write);
      if (outcome.kind === 'refused') throw new Rollback(outcome);
      const accountId = passed.credential?.reader.accountId ?? outcome.accountId;
      await insertAudit(write, { ...outcome.note, ...from(passed), action: rule.action, accountId });
      return outcome;
    });
  } catch (error) {
    if (error instanceof Rollback) return error.refusal;
    throw error;
  }
}

function from<Body>(passed: Passed<Body>): { address: string; credential: 'session' | 'token' | 'none' } {
  return { address: passed.address, credential: passed.credential?.kind ?? 'none' };
}

/** Whoever wrote gets it back; the stack of a defect stands in the log, where Next would answer without any words. */
function refuseFailed(error: unknown, action: string): Refused {
  if (error instanceof AppError && error.code === 'DATABASE_UNAVAILABLE') {
    return refused(503, error.code, error.message, 'Nothing was changed. Try again in a moment.', {
      retryAfterSeconds: 10,
    });
  }
  const at = new Date().toISOString();
  console.error(at, action, error);
  const found = `Look whether it was done; who runs this Docket finds the error in its log at ${at}.`;
  return refused(500, 'DEFECT', 'Docket failed here, by a defect of its own.', found);
}

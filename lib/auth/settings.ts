import { z } from 'zod';
import { AppError } from '@/lib/base/app-error.ts';

/** What the operator says about accounts, in the environment (docs/accounts.md). */
export type Settings = {
  /** `https://docket.example.org`; null when it was not said, then links are shown without a host. */
  readonly origin: string | null;
  /** How many proxies stand before us and add to X-Forwarded-For; 0 believes none of it. */
  readonly proxies: number;
  readonly oidc: OidcSettings | null;
  readonly smtp: SmtpSettings | null;
};

export type OidcSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says. */
  readonly name: string;
  /** Whether somebody the provider knows and we do not gets an account. */
  readonly signUp: boolean;
};

export type SmtpSettings = { readonly url: string; readonly from: string };

const ENVIRONMENT = z.object({
  DOCKET_URL: z.url({ protocol: /^https?$/ }).optional(),
  DOCKET_PROXIES: z
    .string()
    .regex(/^[0-5]$/)
    .optional(),
  DOCKET_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  DOCKET_OIDC_CLIENT_ID: z.string().min(1).optional(),
  DOCKET_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  DOCKET_OIDC_NAME: z.string().min(1).max(40).optional(),
  DOCKET_OIDC_SIGN_UP: z.enum(['yes', 'no']).optional(),
  DOCKET_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  DOCKET_MAIL_FROM: z.string().min(3).max(254).optional(),
});

const FORMS: ReadonlyMap<string, string> = new Map([
  ['DOCKET_URL', 'an address such as https://docket.example.org'],
  ['DOCKET_PROXIES', 'a number from 0 to 5'],
  ['DOCKET_OIDC_ISSUER', 'an address such as https://id.example.org'],
  ['DOCKET_OIDC_SIGN_UP', 'yes or no'],
  ['DOCKET_SMTP_URL', 'an address such as smtp://user:password@mail.example.org:587'],
  ['DOCKET_MAIL_FROM', 'a sender such as docket@example.org'],
]);

type Environment = z.infer<typeof ENVIRONMENT>;

/** Throws AppError BAD_INPUT for what cannot work; the message names variables, never their values. */
export function loadSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const read = ENVIRONMENT.safeParse(withoutEmpty(env));
  if (!read.success) {
    const names = [...new Set(read.error.issues.map((issue) => issue.path.join('.')))];
    const wanted = names.map((name) => `${name}, which is ${FORMS.get(name) ?? 'a short text'}`).join('; ');
    throw badSetting(`This environment variable cannot be read: ${wanted}.`);
  }
  const origin = read.data.DOCKET_URL === undefined ? null : new URL(read.data.DOCKET_URL).origin;
  const settings = {
    origin,
    proxies: Number(read.data.DOCKET_PROXIES ?? '0'),
    oidc: oidcOf(read.data),
    smtp: smtpOf(read.data),
  };
  // An address in a mail, or at a provider, must not be made from what a request says its host is.
  if (origin === null && (settings.oidc !== null || settings.smtp !== null)) {
    throw badSetting('OpenID Connect and mail need DOCKET_URL, the address under which people reach Docket.');
  }
  return settings;
}

/**
 * Ours alone, by name: every page asks, and to go through all of `process.env` took a twelfth of the processor time of
 * a search.
 */
function withoutEmpty(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(ENVIRONMENT.shape).flatMap((name) => {
      const value = env[name] ?? '';
      return value === '' ? [] : [[name, value] as const];
    }),
  );
}

function oidcOf(env: Environment): OidcSettings | null {
  const { DOCKET_OIDC_ISSUER: issuer, DOCKET_OIDC_CLIENT_ID: clientId } = env;
  const clientSecret = env.DOCKET_OIDC_CLIENT_SECRET;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    throw badSetting(
      'OpenID Connect needs DOCKET_OIDC_ISSUER, DOCKET_OIDC_CLIENT_ID and DOCKET_OIDC_CLIENT_SECRET.',
    );
  }
  const { protocol, hostname } = new URL(issuer);
  if (protocol === 'http:' && !isLoopback(hostname)) {
    throw badSetting('DOCKET_OIDC_ISSUER must be an https address.');
  }
  return {
    issuer,
    clientId,
    clientSecret,
    name: env.DOCKET_OIDC_NAME ?? new URL(issuer).host,
    signUp: env.DOCKET_OIDC_SIGN_UP === 'yes',
  };
}

function smtpOf(env: Environment): SmtpSettings | null {
  const { DOCKET_SMTP_URL: url, DOCKET_MAIL_FROM: from } = env;
  if (url === undefined && from === undefined) return null;
  if (url === undefined || from === undefined) {
    throw badSetting('Mail needs DOCKET_SMTP_URL and DOCKET_MAIL_FROM.');
  }
  return { url, from };
}

/** Where nobody listens in between; `hostname` as in a URL. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function badSetting(message: string): AppError {
  return new AppError('BAD_INPUT', message, 'Correct or unset it; docs/accounts.md has them all.');
}

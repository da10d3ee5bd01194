import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { z } from 'zod';
import { logProblem } from '@/lib/auth/log-problem.ts';
import type { OidcSettings } from '@/lib/auth/settings.ts';

/**
 * Sign in through an OpenID Connect provider: authorization code with PKCE, state and nonce. What binds the answer to
 * the browser stands in a cookie of ten minutes, so that nothing is written before somebody is known.
 */
export const OIDC_SECONDS = 600;
const CALLBACK_PATH = '/sign-in/oidc/callback';

const PENDING = z.strictObject({
  state: z.string().min(20).max(200),
  nonce: z.string().min(20).max(200),
  verifier: z.string().min(20).max(200),
  next: z.string().max(2_000),
});

type Pending = z.infer<typeof PENDING>;

export type OidcStart = { readonly url: string; readonly cookie: string };

/** Somebody the provider vouches for. `email` is null when the provider does not say that it was verified. */
export type OidcPerson = {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly name: string;
};

/** Where to send the browser, and the value of the cookie. Null when the provider does not answer. */
export async function startOidc(
  settings: OidcSettings,
  origin: string,
  next: string,
): Promise<OidcStart | null> {
  const config = await discover(settings).catch((error: unknown) => logProblem('oidc not begun', error));
  if (config === undefined) return null;
  const pending: Pending = {
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
    next,
  };
  const url = buildAuthorizationUrl(config, {
    redirect_uri: `${origin}${CALLBACK_PATH}`,
    scope: 'openid email profile',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
  });
  return { url: url.href, cookie: Buffer.from(JSON.stringify(pending)).toString('base64url') };
}

/** Null for a cookie that is not one of ours. */
export function readPending(cookie: string | null): Pending | null {
  if (cookie === null) return null;
  try {
    return PENDING.parse(JSON.parse(Buffer.from(cookie, 'base64url').toString()));
  } catch {
    return null;
  }
}

/**
 * Trades the code for the person; `query` is that of the callback. Null when the provider, or somebody in its place,
 * did not say what was asked for: wrong state, nonce, signature, audience, an error, no answer.
 */
export async function finishOidc(
  settings: OidcSettings,
  origin: string,
  pending: Pending,
  query: string,
): Promise<OidcPerson | null> {
  try {
    const config = await discover(settings);
    const tokens = await authorizationCodeGrant(config, new URL(`${origin}${CALLBACK_PATH}?${query}`), {
      expectedState: pending.state,
      expectedNonce: pending.nonce,
      pkceCodeVerifier: pending.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined) return null;
    const email = claims['email_verified'] === true ? claims['email'] : null;
    const name = claims['name'];
    return {
      issuer: claims.iss,
      subject: claims.sub,
      email: typeof email === 'string' ? email : null,
      name: typeof name === 'string' ? name : '',
    };
  } catch (error) {
    logProblem('oidc refused', error);
    return null;
  }
}

const TIMEOUT_S = 10;

/** The provider is believed for so long, as anybody may begin to sign in, as often as they like. */
const REMEMBER_MS = 600_000;
let remembered: { readonly of: string; readonly until: number; readonly config: Configuration } | null = null;

async function discover(settings: OidcSettings): Promise<Configuration> {
  const of = JSON.stringify(settings);
  const now = performance.now();
  if (remembered?.of === of && remembered.until > now) return remembered.config;
  const config = await askProvider(settings);
  remembered = { of, until: now + REMEMBER_MS, config };
  return config;
}

async function askProvider(settings: OidcSettings): Promise<Configuration> {
  const issuer = new URL(settings.issuer);
  // Signatures are checked although the token comes straight from the provider; http is for loopback alone (settings).
  const execute = [
    enableNonRepudiationChecks,
    ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : []),
  ];
  return discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
    execute,
    timeout: TIMEOUT_S,
  });
}

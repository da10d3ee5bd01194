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

/** Where to send the browser, and the value of the cookie. Throws when the provider does not answer. */
export async function startOidc(settings: OidcSettings, origin: string, next: string): Promise<OidcStart> {
  const config = await discover(settings);
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
    const code = (error as { code?: unknown }).code;
    console.error(
      JSON.stringify({ event: 'oidc refused', code: typeof code === 'string' ? code : 'unknown' }),
    );
    return null;
  }
}

const TIMEOUT_S = 10;

async function discover(settings: OidcSettings): Promise<Configuration> {
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

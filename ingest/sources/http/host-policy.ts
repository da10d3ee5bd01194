import { ADDRCONFIG } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AppError } from '@/lib/base/app-error.ts';
import { errorCode } from '@/lib/base/error-code.ts';
import { failureText } from '@/lib/base/failure-text.ts';
import { type AllowedHosts, allowedHosts, checkUrl, literalAddress } from './allowed-hosts.ts';
import { isPublicAddress } from './public-address.ts';

/** What may be fetched from where. Tests put a resolver of their own in. */
export type HostPolicy = {
  readonly allowed: AllowedHosts;
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly isPublic: (address: string) => boolean;
};

/** A URL that passed the checks, with the addresses a connection may go to. */
export type Endpoint = { readonly url: URL; readonly addresses: readonly string[] };

const RESOLVE_MS = 20_000;

/** The hosts of the environment, the resolver of the system. */
export function systemPolicy(): HostPolicy {
  return { allowed: allowedHosts(), resolve: resolveBySystem, isPublic: isPublicAddress };
}

async function resolveBySystem(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, hints: ADDRCONFIG });
  return found.map(({ address }) => address);
}

/**
 * Checks a URL and resolves its host, once: the caller connects to these addresses and nothing else, or a name server
 * could give a public address to the check and 127.0.0.1 to the connection. One private address among them condemns
 * all. Throws AppError.
 */
export async function admit(text: string, policy: HostPolicy): Promise<Endpoint> {
  const url = checkUrl(text, policy.allowed);
  const literal = literalAddress(url);
  if (literal !== null) return { url, addresses: [literal] };
  const addresses = await resolveInTime(url.hostname, policy);
  const unwanted = addresses.find((address) => isIP(address) === 0 || !policy.isPublic(address));
  if (unwanted !== undefined) {
    throw new AppError(
      'BAD_INPUT',
      `${url.hostname} leads to ${unwanted}, which is not an address of the public internet.`,
      'If that is meant, list the address itself in DOCKET_ALLOWED_HOSTS and use it in the URL.',
    );
  }
  return { url, addresses };
}

async function resolveInTime(host: string, policy: HostPolicy): Promise<readonly string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${RESOLVE_MS / 1000} s`)), RESOLVE_MS);
  });
  try {
    const addresses = await Promise.race([policy.resolve(host), late]);
    if (addresses.length > 0) return addresses;
    throw new Error('no address');
  } catch (error) {
    const cause = errorCode(error) ?? failureText(error);
    throw new AppError(
      'ARCHIVE_UNREADABLE',
      `The address of ${host} cannot be found (${cause}).`,
      'Check the network and the name server, then try again.',
    );
  } finally {
    clearTimeout(timer);
  }
}

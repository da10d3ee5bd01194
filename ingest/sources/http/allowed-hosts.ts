import { isIP } from 'node:net';
import { AppError } from '@/lib/base/app-error.ts';

/** One host that URLs may name, as `host` or `host:port` of a parsed URL; IPv6 in brackets. */
export type AllowedHosts = readonly string[];

const DEFAULT_HOSTS: AllowedHosts = ['lore.kernel.org', 'patchwork.kernel.org'];

/**
 * The hosts of `DOCKET_ALLOWED_HOSTS`, a comma list that replaces the default: lore.kernel.org, patchwork.kernel.org.
 * An entry without a port allows the usual ones, 443 and 80. Throws AppError `BAD_INPUT` on an entry that is no host.
 */
export function allowedHosts(): AllowedHosts {
  const entries = (process.env['DOCKET_ALLOWED_HOSTS'] ?? '')
    .split(',')
    .flatMap((entry) => entry.trim() || []);
  return entries.length === 0 ? DEFAULT_HOSTS : entries.map(parseEntry);
}

/** The URL parser decides, as it does for the URLs themselves: `0x7f.1` and `127.0.0.1` are the same entry. */
function parseEntry(entry: string): string {
  const url = URL.canParse(`http://${entry}`) ? new URL(`http://${entry}`) : null;
  const isHost = url !== null && url.href === `http://${url.host}/` && url.hostname !== '';
  if (isHost) return url.host;
  throw new AppError(
    'BAD_INPUT',
    `DOCKET_ALLOWED_HOSTS has '${entry}', which is no host.`,
    'Give hosts with commas between, e.g. lore.kernel.org,127.0.0.1:8080',
  );
}

/** An http or https URL without user name and password. Throws AppError for all else. */
export function parseHttpUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null && /^https?:/i.test(text)) {
    const cause = /^https?:\/*(?:[?#:]|$)/i.test(text) ? 'it names no host' : 'it cannot be understood';
    throw new AppError(
      'BAD_INPUT',
      `${text} is no address: ${cause}.`,
      'Give it whole, e.g. https://lore.kernel.org/linux-xfs/',
    );
  }
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new AppError(
      'UNSUPPORTED',
      `Docket does not read from ${text}: only from https: and http: addresses.`,
      'Fetch it with git or another program and ingest the file or folder.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError(
      'BAD_INPUT',
      'The URL has a user name or password.',
      'Leave out what stands before @.',
    );
  }
  return url;
}

/** A URL whose host is listed, without its fragment (SSRF: reliability.md, point 36). Throws AppError for all else. */
export function checkUrl(text: string, allowed: AllowedHosts): URL {
  const url = parseHttpUrl(text);
  if (!allowed.includes(url.host)) throw notAllowed(url, allowed);
  url.hash = '';
  return url;
}

function notAllowed(url: URL, allowed: AllowedHosts): AppError {
  return new AppError(
    'BAD_INPUT',
    `Docket may not fetch from ${url.host}, only from ${allowed.join(', ')}.`,
    `If you trust it: DOCKET_ALLOWED_HOSTS=${[...allowed, url.host].join(',')}`,
  );
}

/** The address when the host of the URL is written as one: it was listed as such, so it may be a private one. */
export function literalAddress(url: URL): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? null : host;
}

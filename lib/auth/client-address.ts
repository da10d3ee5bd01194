/**
 * Where a request comes from, for counting. X-Forwarded-For is believed only as far as our own proxies wrote it, so
 * nobody gets fresh attempts by inventing addresses. Next tells a handler nothing of the connection, so
 * ingest/start/peer-address.mjs puts its address into a header with a name that nobody can know. Without it all clients
 * are one, `unknown`.
 */
export function clientAddress(request: Request, proxies: number): string {
  const name = process.env['DOCKET_PEER_HEADER'];
  const peer = (name === undefined ? null : request.headers.get(name)) ?? 'unknown';
  if (proxies === 0) return networkOf(peer);
  const forwarded = (request.headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return networkOf(forwarded.at(-proxies) || peer);
}

/** Who has one IPv6 address has 2^64 of them. */
function networkOf(address: string): string {
  // Some proxies add the port of the client, which is another one for each connection.
  const host = address.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');
  const plain = host.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return /^[\w.]{1,45}$/.test(plain) ? plain : 'unknown';
  if (!/^[\da-f:.]{2,45}$/i.test(plain)) return 'unknown';
  const [head = '', tail = null] = plain.toLowerCase().split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === null || tail === '' ? [] : tail.split(':');
  const zeros = tail === null ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...new Array<string>(zeros).fill('0'), ...last];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientAddress } from '@/lib/auth/client-address.ts';

beforeAll(() => {
  process.env['DOCKET_PEER_HEADER'] = 'x-docket-peer-test';
});
afterAll(() => {
  delete process.env['DOCKET_PEER_HEADER'];
});

function check(peer: string | null, forwarded: string | null, proxies: number, expected: string): void {
  const headers = new Headers();
  if (peer !== null) headers.set('x-docket-peer-test', peer);
  if (forwarded !== null) headers.set('x-forwarded-for', forwarded);
  expect(clientAddress(new Request('http://docket.example/', { headers }), proxies)).toBe(expected);
}

test('X-Forwarded-For is not believed unless a proxy of ours wrote it', () => {
  check('192.0.2.1', '203.0.113.9', 0, '192.0.2.1');
  check('192.0.2.1', '203.0.113.9', 1, '203.0.113.9');
  check('192.0.2.1', '1.2.3.4, 203.0.113.9', 1, '203.0.113.9');
  check('192.0.2.1', '1.2.3.4, 203.0.113.9, 192.0.2.7', 2, '203.0.113.9');
  check('192.0.2.1', null, 1, '192.0.2.1');
  check('192.0.2.1', '203.0.113.9', 2, '192.0.2.1');
  check('192.0.2.1', '203.0.113.9:51234', 1, '203.0.113.9');
  check('192.0.2.1', '[2001:db8:1:2::9]:51234', 1, '2001:db8:1:2::/64');
});

test('an IPv6 network is one client, and so is everything unreadable', () => {
  check('2001:db8:1:2:3:4:5:6', null, 0, '2001:db8:1:2::/64');
  check('2001:db8:1:2::9', null, 0, '2001:db8:1:2::/64');
  check('2001:0db8:0001:0002::9', null, 0, '2001:db8:1:2::/64');
  check('::1', null, 0, '0:0:0:0::/64');
  check('::ffff:192.0.2.1', null, 0, '192.0.2.1');
  check('fe80::1%eth0', null, 0, 'fe80:0:0:0::/64');
  check("x'; DROP TABLE", null, 0, 'unknown');
  check(null, null, 0, 'unknown');
});

import type { HostileMail } from '@/ingest/hostile/shape-mails.ts';
import { type Fields, numbered, writeMail } from '@/ingest/hostile/write-mail.ts';

type Row = readonly [point: number, name: string, fields: Fields, ...codes: string[]];

const id = (name: string): string => `<${name}@hostile.example>`;

const IDS: readonly Row[] = [
  [16, 'no-id', { 'Message-ID': null }, 'message-id-missing'],
  [16, 'empty-id', { 'Message-ID': '<>' }, 'message-id-missing'],
  [
    16,
    'two-ids',
    { 'Message-ID': ['<two-ids-a@hostile.example>', '<two-ids-b@hostile.example>'] },
    'message-id-repeated',
  ],
  [16, 'id-of-2-kB', { 'Message-ID': `<${'x'.repeat(2_000)}@x>` }, 'message-id-too-long'],
  ...[
    '/',
    '?',
    '#',
    '%',
    '%2F',
    '%zz',
    '"',
    "'",
    '..',
    '../..',
    '&',
    '+',
    ';',
    '\\',
    '=',
    '\u00e9',
    '\u202e',
    '~',
    'T/',
    'raw',
  ].map(
    (text, n): Row => [16, `id-with-sign-${n}`, { 'Message-ID': `<${text}sign${n}${text}@hostile.example>` }],
  ),
  [16, 'id-with-brackets', { 'Message-ID': '<a<b>c@hostile.example>' }],
  [15, 'poisoned', {}],
  [15, 'poisoned', { From: 'Mallory <mallory@hostile.example>', Subject: 'poison' }, 'message-id-reused'],
];

const THREADS: readonly Row[] = [
  [17, 'cycle-a', { References: id('cycle-b') }],
  [17, 'cycle-b', { References: id('cycle-a') }],
  [17, 'self', { References: id('self'), 'In-Reply-To': id('self') }],
  [17, 'triangle-a', { 'In-Reply-To': id('triangle-c') }],
  [17, 'triangle-b', { 'In-Reply-To': id('triangle-a') }],
  [17, 'triangle-c', { 'In-Reply-To': id('triangle-b') }],
  [19, 'child-of-ghost', { References: `${id('ghost-root')} ${id('ghost')}` }],
  ...Array.from({ length: 50 }, (_, n): Row => [21, `unrelated-${n}`, {}]),
  [21, 'claims-fifty', { References: numbered(50, (n) => ` ${id(`unrelated-${n}`)}`) }],
  [21, 'claims-ghosts', { References: numbered(50, (n) => ` ${id(`ghost-${n}`)} ${id(`unrelated-${n}`)}`) }],
];

const RECEIVED = 'from a by b; Thu, 18 Jul 2024 10:00:05 +0000';

const DATES: readonly Row[] = [
  [22, 'date-garbage', { Date: 'garbage' }, 'date-unreadable'],
  [22, 'date-none', { Date: null }, 'date-missing'],
  [22, 'date-received', { Date: null, Received: RECEIVED }, 'date-missing'],
  [22, 'date-zone-9900', { Date: 'Thu, 18 Jul 2024 10:00:00 +9900' }, 'date-unreadable'],
  [22, 'date-30-feb', { Date: 'Fri, 30 Feb 2024 10:00:00 +0000' }, 'date-unreadable'],
  [22, 'date-year-0', { Date: '18 Jul 0000 10:00:00 +0000' }, 'date-unreadable'],
  [22, 'date-year-2106', { Date: '18 Jul 2106 10:00:00 +0000' }, 'date-unreadable'],
  [22, 'date-year-99999', { Date: '18 Jul 99999 10:00:00 +0000' }, 'date-unreadable'],
  [22, 'date-no-zone', { Date: 'Thu, 18 Jul 2024 10:00:00' }],
  [22, 'date-future', { Date: '18 Jul 2099 10:00:00 +0000', Received: RECEIVED }, 'date-unreadable'],
];

const SENDERS: readonly Row[] = [
  [23, 'from-at-sign', { From: '=?utf-8?q?=40linus?= <e@hostile.example>' }],
  [23, 'from-address-as-name', { From: '"owner@docket.example" <e@hostile.example>' }],
  [23, 'from-encoded-address', { From: '=?utf-8?q?owner=40docket.example?=' }, 'address-unreadable'],
  [23, 'from-right-to-left', { From: '\u202eelpmaxe <e@hostile.example>' }],
  [23, 'from-zero-width', { From: 'Ow\u200bner <e@hostile.example>' }],
  [23, 'from-two', { From: 'Owner <owner@docket.example>, e@hostile.example' }],
  [23, 'from-twice', { From: ['e@hostile.example', 'owner@docket.example'] }],
  [
    23,
    'results-by-the-sender',
    { 'Authentication-Results': 'docket.example; dkim=pass header.d=docket.example' },
  ],
];

/** Attacks on identity, threading, time and sender (points 15 to 23). */
export function identityMails(): readonly HostileMail[] {
  return [...IDS, ...THREADS, ...DATES, ...SENDERS].map(([point, name, fields, ...codes]) => ({
    point,
    name,
    bytes: writeMail(name, fields),
    codes,
  }));
}

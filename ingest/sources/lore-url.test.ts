import { expect, test } from 'vitest';
import { readLoreUrl } from './lore-url.ts';

/** `kind inbox page epoch` */
function check(address: string, expected: string): void {
  let found: string;
  try {
    const place = readLoreUrl(new URL(address));
    const inbox = 'inbox' in place ? ` ${place.inbox}` : '';
    found = `${place.kind}${inbox} ${place.page}${place.kind === 'inbox' ? ` ${place.epoch}` : ''}`;
  } catch (error) {
    found = (error as { code?: string }).code ?? 'thrown';
  }
  expect(found, address).toBe(expected);
}

const LORE = 'https://lore.kernel.org';

test('all pages of a message lead to its thread', () => {
  const expected = `thread linux-xfs ${LORE}/linux-xfs/a.b-1@c.d/`;
  for (const view of [
    '',
    '/',
    '/T/',
    '/T/#t',
    '/t/#u',
    '/T/#m0123',
    '/raw',
    '/t.mbox.gz',
    '/t.atom',
    '/#r',
    '//',
  ]) {
    check(`${LORE}/linux-xfs/a.b-1@c.d${view}`, expected);
  }
  check(`${LORE}/linux-xfs/a.b-1%40c.d/?x=1`, expected);
  check(`${LORE}/linux-xfs/%3Ca.b-1@c.d%3E/`, expected);
});

test('odd Message-IDs survive', () => {
  check(`${LORE}/x/a%2Fb@c/`, `thread x ${LORE}/x/a%2Fb@c/`);
  check(`${LORE}/x/a+b=c%25@d/T/`, `thread x ${LORE}/x/a%2Bb%3Dc%25@d/`);
  check(`${LORE}/x/without-at/T/`, `thread x ${LORE}/x/without-at/`);
  check(`${LORE}/x/T@T/raw`, `thread x ${LORE}/x/T@T/`);
  check(`${LORE}/x/%E0%A4%A@c/`, 'BAD_INPUT');
});

test('short addresses', () => {
  check(`${LORE}/r/a@b`, `redirect ${LORE}/r/a@b/`);
  check(`${LORE}/r/without-at/`, `redirect ${LORE}/r/without-at/`);
  check(`${LORE}/all/a@b/`, `thread all ${LORE}/all/a@b/`);
  check('https://patch.msgid.link/a@b', `thread all ${LORE}/all/a@b/`);
  check('https://lkml.kernel.org/r/a@b', `thread all ${LORE}/all/a@b/`);
  check('https://patch.msgid.link/', 'BAD_INPUT');
});

test('inboxes, with one epoch or all', () => {
  for (const path of ['linux-xfs', 'linux-xfs/', 'linux-xfs/manifest.js.gz'])
    check(`${LORE}/${path}`, `inbox linux-xfs ${LORE}/linux-xfs/ null`);
  for (const path of ['linux-xfs/3', 'linux-xfs/3/', 'linux-xfs/git/3.git', 'linux-xfs/3.git'])
    check(`${LORE}/${path}`, `inbox linux-xfs ${LORE}/linux-xfs/ 3`);
  check(`${LORE}/linux-xfs/?q=s:foo`, 'UNSUPPORTED');
});

test('anything else is a file', () => {
  check(`${LORE}/pub/lists/old.mbox.gz`, `file ${LORE}/pub/lists/old.mbox.gz`);
  check(`${LORE}/old.gz#x`, `file ${LORE}/old.gz`);
  check(`${LORE}/`, `file ${LORE}/`);
});

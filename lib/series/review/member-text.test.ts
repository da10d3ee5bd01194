import { expect, test } from 'vitest';
import type { MessageId } from '@/lib/mail/email.ts';
import type { AttachedPatch } from '@/lib/mail/patches/attached-patches.ts';
import { memberText } from '@/lib/series/review/member-text.ts';

const ID = 'mail' as MessageId;
const part = (start: number, n: number, title: string): AttachedPatch => ({
  ...{
    start,
    end: start + 2,
    fileName: '',
    title,
    n,
    total: 2,
    version: null,
    patchId: `id${n}`,
    trailers: [],
  },
});
const MAIL = { body: 'Hi', attached: 'AABB', patches: [part(0, 1, 'a'), part(2, 2, 'b')], isFlowed: false };

function check(n: number, title: string, coverId: MessageId | null, expected: readonly unknown[]): void {
  const place = { n, messageId: ID, isCover: n === 0, title };
  const { body, patchId, attachedAt = null } = memberText(place, coverId, { ...MAIL, patchId: null });
  expect([body, patchId, attachedAt]).toEqual(expected);
}

test('a mail with several patches attached is their cover, each patch its own text', () => {
  check(0, 'all', ID, ['Hi', null, null]);
  check(1, 'a', ID, ['AA', 'id1', 0]);
  check(2, 'b', ID, ['BB', 'id2', 0]);
});

test('one that a reroll takes over is found by its title; a mail that is counted itself is whole', () => {
  check(2, 'b', null, ['BB', 'id2', 0]);
  check(2, 'the mail', null, ['Hi\nAABB', null, 3]);
});

test('one attached patch stands below the body; most mail is its body', () => {
  const place = { n: 1, messageId: ID, isCover: false, title: 'x' };
  const one = { body: 'Hi\n', attached: 'AA', patches: [part(0, 1, 'a')], isFlowed: false, patchId: 'id' };
  expect(memberText(place, null, one)).toEqual({ body: 'Hi\nAA', attachedAt: 3, patchId: 'id' });
  const plain = { body: 'Hi', attached: null, patches: null, isFlowed: true, patchId: 'id' };
  expect(memberText(place, null, plain)).toEqual({ body: 'Hi', isFlowed: true, patchId: 'id' });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSubject, type Subject } from '@/lib/mail/subject.ts';

const plain: Subject = {
  reply: false,
  patch: false,
  pull: false,
  rfc: false,
  resend: false,
  version: null,
  n: null,
  total: null,
  name: '',
};

function check(text: string, expected: Partial<Subject>): void {
  expect(parseSubject(text)).toEqual({ ...plain, ...expected });
}

describe('parseSubject', () => {
  it('reads the usual form', () =>
    check('[PATCH v2 3/10] fs: zero the tail', {
      patch: true,
      version: 2,
      n: 3,
      total: 10,
      name: 'fs: zero the tail',
    }));
  it('reads RFC as a flag', () =>
    check('[PATCH RFC 0/4] x', { patch: true, rfc: true, n: 0, total: 4, name: 'x' }));
  it('reads [RFC PATCH]', () => check('[RFC PATCH v3] x', { patch: true, rfc: true, version: 3, name: 'x' }));
  it('reads a bare RFC', () => check('[RFC] x', { rfc: true, name: 'x' }));
  it('reads PATCHv3', () => check('[PATCHv3 1/2] x', { patch: true, version: 3, n: 1, total: 2, name: 'x' }));
  it('reads a version behind the counter', () =>
    check('[PATCH 0/11 v5] x', { patch: true, version: 5, n: 0, total: 11, name: 'x' }));
  it('reads (v2) at the end', () => check('[PATCH] foo (v2)', { patch: true, version: 2, name: 'foo' }));
  it('reads commas without blanks', () =>
    check('[PATCH,v2,1/2] x', { patch: true, version: 2, n: 1, total: 2, name: 'x' }));
  it('reads n of m', () => check('[PATCH 1 of 2] x', { patch: true, n: 1, total: 2, name: 'x' }));
  it('reads PATCH1/8', () => check('[PATCH1/8] x', { patch: true, n: 1, total: 8, name: 'x' }));
  it('reads leading zeros', () => check('[PATCH 03/12] x', { patch: true, n: 3, total: 12, name: 'x' }));
  it('does not take v5.1 for a version', () =>
    check('[PATCH v5.1 10/12] x', { patch: true, n: 10, total: 12, name: 'x' }));
  it('reads RESEND', () => check('[RESEND PATCH] x', { patch: true, resend: true, name: 'x' }));
  it('reads a pull request', () => check('[GIT PULL] xfs: fixes', { pull: true, name: 'xfs: fixes' }));
  it('knows answers', () =>
    check('Re: [PATCH 1/2] x', { reply: true, patch: true, n: 1, total: 2, name: 'x' }));
  it('knows answers to answers', () => check('RE: AW: x', { reply: true, name: 'x' }));
  it('knows an answer without colon', () => check('RE [PATCH] x', { reply: true, patch: true, name: 'x' }));
  it('knows an answer behind a list tag', () =>
    check('[list] Re: [PATCH] x', { reply: true, name: '[PATCH] x' }));
  it('leaves a word that merely begins like an answer', () =>
    check('re-think zeroing', { name: 're-think zeroing' }));
  it('flattens nested brackets', () =>
    check('[PATCH [RFC] 1/2] x', { patch: true, rfc: true, n: 1, total: 2, name: 'x' }));
  it('keeps brackets of the title', () => check('[PATCH] x [was: y]', { patch: true, name: 'x [was: y]' }));
  it('gives an unclosed bracket to the title', () => check('[PATCH 1/2 x', { name: '[PATCH 1/2 x' }));
  it('folds blanks', () => check('  [PATCH]\t a \n b ', { patch: true, name: 'a b' }));

  it('takes any text in linear time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => typeof parseSubject(text).name === 'string'),
    );
    const startedAt = performance.now();
    for (const text of [
      '['.repeat(100_000),
      'Re: '.repeat(50_000),
      '[1/'.repeat(50_000),
      ' '.repeat(100_000),
    ]) {
      parseSubject(text);
    }
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});

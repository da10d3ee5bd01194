import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { normaliseName, parseSubject, type Subject } from '@/lib/mail/fields/subject.ts';

const plain: Subject = {
  reply: false,
  patch: false,
  pull: false,
  rfc: false,
  resend: false,
  committed: false,
  fixup: false,
  version: null,
  minor: null,
  dotted: null,
  n: null,
  total: null,
  name: '',
};

function check(text: string, expected: Partial<Subject>): void {
  expect({ ...parseSubject(text), dotted: null }).toEqual({ ...plain, ...expected });
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
  it('reads what may be a version or a kernel', () =>
    expect(parseSubject('[PATCH v5.1 10/12] x').dotted).toEqual({ version: 5, minor: 1 }));
  it('reads -v3 and the dotted version of a patchset', () => {
    check('[PATCH -v3 1/2] x', { patch: true, version: 3, n: 1, total: 2, name: 'x' });
    check('[PATCHSET v30.7 03/16] x', { patch: true, version: 30, minor: 7, n: 3, total: 16, name: 'x' });
    check('[PATCHSET v2] x', { patch: true, version: 2, name: 'x' });
    check('[PATCH v5.10] x', { patch: true, name: 'x' });
  });
  it('reads the number of a bug before the brackets', () => {
    check('bug#71999: [PATCH v2 1/3] x', { patch: true, version: 2, n: 1, total: 3, name: 'x' });
    check('Re: bug#71999: 31.0.50; x', { reply: true, name: 'x' });
    check('bug#71999: 30.1; [PATCH] x', { patch: true, name: 'x' });
    check('[PATCH] bug#71999: x', { patch: true, name: 'bug#71999: x' });
  });
  it('passes over what gateways and b4 set before the brackets', () => {
    const x = { reply: true, patch: true, version: 2, n: 0, total: 3, name: 'x' };
    check('[External] : Re: [PATCH v2 0/3] x', x);
    check('EXTERNAL: Re: [PATCH v2 0/3] x', x);
    check('Re: *EXT* [PATCH v2 0/3] x', x);
    check('Re: (subset) [PATCH v2 0/3] x', x);
    check('external: fix x', { name: 'external: fix x' });
  });
  it('reads PATCH joined to a tree or a part', () => {
    check('[PATCH-4.16 v2 0/2] x', { patch: true, version: 2, n: 0, total: 2, name: 'x' });
    check('[PATCH-for-4.17? v2] x', { patch: true, version: 2, name: 'x' });
    check('[PATCH-2, rs6000] x', { patch: true, name: 'x' });
    check('[PATCH-1v2, rs6000] x', { patch: true, version: 2, name: 'x' });
  });
  it('reads a version joined to what the posting is for', () => {
    check('[REVIEWv3 PATCH 01/16] x', { patch: true, version: 3, n: 1, total: 16, name: 'x' });
    check('[RFTv2 0/3] x', { version: 2, n: 0, total: 3, name: 'x' });
    check('[PULLv2 0/3] x', { pull: true, version: 2, n: 0, total: 3, name: 'x' });
    check('[PATCH NFSv4 1/2] x', { patch: true, n: 1, total: 2, name: 'x' });
  });
  it('reads tries and takes', () => {
    check('[PATCH try 2 1/3] x', { patch: true, version: 2, n: 1, total: 3, name: 'x' });
    check('[PATCH 1/3, take 4] x', { patch: true, version: 4, n: 1, total: 3, name: 'x' });
    check('[PATCH take2] x', { patch: true, version: 2, name: 'x' });
    check('[PATCH ver2 1/3] x', { patch: true, version: 2, n: 1, total: 3, name: 'x' });
    check('[PATCH:v2] x', { patch: true, version: 2, name: 'x' });
    check('[PATCH.v2 1/3] x', { patch: true, version: 2, n: 1, total: 3, name: 'x' });
    check('[PATCH, try #3] x', { patch: true, version: 3, name: 'x' });
    check('[PATCH 2/2] x (try 2)', { patch: true, version: 2, n: 2, total: 2, name: 'x' });
    check('[PATCH] x [v2]', { patch: true, version: 2, name: 'x' });
    check('[PATCH try-lock 1/2] x', { patch: true, n: 1, total: 2, name: 'x' });
    check('[PATCH] try 2 locks', { patch: true, name: 'try 2 locks' });
  });
  it('takes what was done with a patch, set before its subject, for an answer', () => {
    const x = { reply: true, patch: true, n: 0, total: 2, name: 'x' };
    for (const mark of [
      'APPLIED:',
      'NACK:',
      'ACK/Cmnt:',
      'applied-series:',
      'APPLIED[J]:',
      '[ACK]',
      '[NACK]',
      'superseded:',
    ])
      check(`${mark} [PATCH 0/2] x`, x);
    check('[PATCH] applied: x', { patch: true, name: 'applied: x' });
    check('[PATCH] ack: x', { patch: true, name: 'ack: x' });
    check('[PATCH-SERIES v2 pump 0/2] x', { patch: true, version: 2, n: 0, total: 2, name: 'x' });
  });
  it('reads what stands in brackets at an end of the title', () => {
    const x = { patch: true, n: 0, total: 3, name: 'x' };
    check('[PATCH 0/3] x (take two)', { ...x, version: 2 });
    check('[PATCH 0/3] x (3rd attempt)', { ...x, version: 3 });
    check('[PATCH 0/3] x (second try)', { ...x, version: 2 });
    check('[PATCH 0/3] x (v2, resend)', { ...x, version: 2, resend: true });
    check('[PATCH 0/3] x (v2) (resend)', { ...x, version: 2, resend: true });
    check('[PATCH 0/3] x (repost)', { ...x, resend: true });
    check('[PATCH 0/3] (v2) x', { ...x, version: 2 });
    check('[PATCH 0/3] x (rev 2)', { ...x, name: 'x (rev 2)' });
    check('[PATCH 2/3] board x, v2', { patch: true, n: 2, total: 3, name: 'board x, v2' });
  });
  it('takes what is sent again to remind of it for that', () => {
    const x = { patch: true, resend: true, name: 'x' };
    check('PING: [PATCHv2, pump] x', { ...x, version: 2 });
    check('Ping^2 [PATCH v2] x', { ...x, version: 2 });
    check('*PING* [PATCH] x', x);
    check('[PING][PATCH v3 1/2] x', { ...x, version: 3, n: 1, total: 2 });
    check('[PATCH PING^3] x', x);
    check('[PATCH] ping: x', { patch: true, name: 'ping: x' });
    check('ping: lost replies', { name: 'ping: lost replies' });
  });
  it('reads PATCH-for-9.2', () =>
    check('[PATCH-for-9.2 v2 0/1] x', { patch: true, version: 2, n: 0, total: 1, name: 'x' }));
  it('reads RESEND', () => check('[RESEND PATCH] x', { patch: true, resend: true, name: 'x' }));
  it('reads that a patch is in its tree already', () => {
    const x = { committed: true, name: 'x' };
    check('[committed] x', x);
    check('[pushed] x', x);
    check('[PUSHED/OBVIOUS] x', x);
    check('[COMMITTED PATCH] x', { ...x, patch: true });
    check('[PATCH, committed] x', { ...x, patch: true });
    check('[PATCH/committed v2 1/2] x', { ...x, patch: true, version: 2, n: 1, total: 2 });
    check('[PATCH] [commited] x', { ...x, patch: true });
    check('Re: [committed] x', { ...x, reply: true });
  });
  it('does not take a title or a plan for it', () => {
    check('[PATCH] committed blocks leak', { patch: true, name: 'committed blocks leak' });
    check('[PATCH] git: push [pushed] refs', { patch: true, name: 'git: push [pushed] refs' });
    check('pushed: a question', { name: 'pushed: a question' });
    check('[PATCH, to be committed] x', { patch: true, name: 'x' });
    check('[PATCH, not yet pushed] x', { patch: true, name: 'x' });
    check('[push] x', { name: 'x' });
  });
  it('reads a pull request', () => check('[GIT PULL] xfs: fixes', { pull: true, name: 'xfs: fixes' }));
  it('knows answers', () =>
    check('Re: [PATCH 1/2] x', { reply: true, patch: true, n: 1, total: 2, name: 'x' }));
  it('knows answers to answers', () => check('RE: AW: x', { reply: true, name: 'x' }));
  it('knows an answer without colon', () => check('RE [PATCH] x', { reply: true, patch: true, name: 'x' }));
  it('knows an answer behind a list tag', () =>
    check('[list] Re: [PATCH] x', { reply: true, patch: true, name: 'x' }));
  it('leaves a word that merely begins like an answer', () =>
    check('re-think zeroing', { name: 're-think zeroing' }));
  it('flattens nested brackets', () =>
    check('[PATCH [RFC] 1/2] x', { patch: true, rfc: true, n: 1, total: 2, name: 'x' }));
  it('keeps brackets of the title', () => check('[PATCH] x [was: y]', { patch: true, name: 'x [was: y]' }));
  it('gives an unclosed bracket to the title', () => check('[PATCH 1/2 x', { name: '[PATCH 1/2 x' }));
  it('folds blanks', () => check('  [PATCH]\t a \n b ', { patch: true, name: 'a b' }));

  it('knows marks of other languages and the tools that write them', () => {
    for (const mark of [
      'Re[2]: ',
      'Re^3: ',
      'RE：',
      'Fwd: ',
      'AW: ',
      'SV: ',
      'R: ',
      'Réf: ',
      'TR: ',
      'Antw: ',
      '回复：',
      '返信: ',
      'Re : Re: ',
    ]) {
      check(`${mark}[PATCH 1/2] x`, { reply: true, patch: true, n: 1, total: 2, name: 'x' });
    }
    check('[Fwd: [PATCH] x]', { reply: true, patch: true, name: 'x' });
    check('[list] AW: x', { reply: true, name: 'x' });
  });
  it('leaves a subsystem that looks like a mark', () => {
    check('[PATCH] rv: add a monitor', { patch: true, name: 'rv: add a monitor' });
    check('[PATCH] fw: load it', { patch: true, name: 'fw: load it' });
    check('mm: what to do', { name: 'mm: what to do' });
    check('[PATCH] Re: x', { reply: true, patch: true, name: 'x' });
  });
  it('takes joined words apart', () => {
    check('[RFC/PATCH] x', { patch: true, rfc: true, name: 'x' });
    check('[PATCH-v2 1/3] x', { patch: true, version: 2, n: 1, total: 3, name: 'x' });
    check('[PATCHv2-1/3] x', { patch: true, version: 2, n: 1, total: 3, name: 'x' });
    check('[PATCH v3-RESEND] x', { patch: true, version: 3, resend: true, name: 'x' });
    check('[RESENDv2 PATCH] x', { patch: true, version: 2, resend: true, name: 'x' });
    check('[GIT-PULL] x', { pull: true, name: 'x' });
    check('[PATCH net-next v2 0/4] x', { patch: true, version: 2, n: 0, total: 4, name: 'x' });
  });
  it('reads what is written around the brackets', () => {
    check('RESEND [PATCH v2 1/2] x', { patch: true, resend: true, version: 2, n: 1, total: 2, name: 'x' });
    check('RFC: [PATCH 1/2] x', { patch: true, rfc: true, n: 1, total: 2, name: 'x' });
    check('v2: [PATCH] x', { patch: true, version: 2, name: 'x' });
    check('Subject: [PATCH v2] x', { patch: true, version: 2, name: 'x' });
    check('***SPAM*** [PATCH v2 1/2] x', { patch: true, version: 2, n: 1, total: 2, name: 'x' });
    check('[PATCH v2]: x', { patch: true, version: 2, name: 'x' });
    check('RFC x [1/2]', { name: 'RFC x [1/2]' });
  });
  it('reads what is joined or set apart in them', () => {
    check('[RFC/RFT PATCH v2] x', { patch: true, rfc: true, version: 2, name: 'x' });
    check('[PATCH RFC/WIP 1/2] x', { patch: true, rfc: true, n: 1, total: 2, name: 'x' });
    check('[PATCH v2 (RESEND)] x', { patch: true, resend: true, version: 2, name: 'x' });
    check('[PATCH v2 1 / 3] x', { patch: true, version: 2, n: 1, total: 3, name: 'x' });
  });
  it('reads mercurial and other counters', () => {
    check('[PATCH 0 of 2 V3] x', { patch: true, version: 3, n: 0, total: 2, name: 'x' });
    check('[PATCH1 of 2] x', { patch: true, n: 1, total: 2, name: 'x' });
    check('[PATCH 1of2] x', { patch: true, n: 1, total: 2, name: 'x' });
    check('[PATCH 3/2] x', { patch: true, n: 3, total: 2, name: 'x' });
    check('[PATCH; 1/2:] x', { patch: true, n: 1, total: 2, name: 'x' });
    check('[PATCHSET v2 0/2] x', { patch: true, version: 2, n: 0, total: 2, name: 'x' });
    check('[PATCH 02.1/12] x', { patch: true, name: 'x' });
    check('[2024/07/18] meeting', { name: 'meeting' });
  });
  it('wants PATCH as a word', () => {
    check('[patchwork] x', { name: 'x' });
    check('[PATCHES] x', { patch: true, name: 'x' });
  });

  describe('where Patchwork and b4 disagree (compat.md section 5)', () => {
    const rows: readonly (readonly [string, Partial<Subject>])[] = [
      ['[PATCHv3 1/2] x', { patch: true, version: 3, n: 1, total: 2 }],
      ['[PATCH] x (v2)', { patch: true, version: 2 }],
      ['[PATCH,v2,1/2] x', { patch: true, version: 2, n: 1, total: 2 }],
      ['[PATCH 1 of 2] x', { patch: true, n: 1, total: 2 }],
      ['[PATCH1/8] x', { patch: true, n: 1, total: 8 }],
      ['Fwd: [PATCH 1/2] x', { reply: true, patch: true, n: 1, total: 2 }],
      ['AW: [PATCH 1/2] x', { reply: true, patch: true, n: 1, total: 2 }],
      ['RE [PATCH] x', { reply: true, patch: true }],
      ['[PATCH v5.1 10/12] x', { patch: true, n: 10, total: 12 }],
    ];
    for (const [text, expected] of rows) it(text, () => check(text, { ...expected, name: 'x' }));
  });

  it('finds versions of a name that is written in other ways', () => {
    expect(normaliseName('"XFS: Zero the tail" v2')).toBe('xfs: zero the tail');
    expect(normaliseName('xfs: zero the tail.')).toBe('xfs: zero the tail');
    expect(normaliseName('v2')).toBe('v2');
    expect(normaliseName('Zero the tail, v2')).toBe('zero the tail');
    expect(normaliseName('v3: Zero the tail')).toBe('zero the tail');
  });

  it('reads its own words back', () => {
    const word = fc.constantFrom('xfs:', 'zero', 'the', 'tail', 'rv:', '(was:', 'y)');
    const number = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), number, number, fc.boolean(), (words, v, m, rfc) => {
        const name = words.join(' ');
        const n = v % (m + 1);
        check(`[${rfc ? 'RFC ' : ''}PATCH v${v} ${n}/${m}] ${name}`, {
          patch: true,
          rfc,
          version: v,
          n,
          total: m,
          name,
        });
      }),
      { seed: 20_240_718 },
    );
  });

  it('takes any text in linear time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => typeof parseSubject(text).name === 'string'),
      { seed: 20_240_718 },
    );
    const startedAt = cpuMs();
    for (const text of [
      '['.repeat(100_000),
      'Re: '.repeat(50_000),
      '[1/'.repeat(50_000),
      ' '.repeat(100_000),
      '[a]'.repeat(50_000),
      '[x]Re:'.repeat(50_000),
      'v1 '.repeat(50_000),
    ])
      parseSubject(text);
    expect(cpuMs() - startedAt).toBeLessThan(500);
  });
});

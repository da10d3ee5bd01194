import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnsweredMail } from '@/lib/mail/answered-mail.ts';
import { type Draft, replyEml, replyMailto, replyMbox } from '@/lib/view/mail/reply-draft.ts';

const BODY = 'Hello,\n\n> old words\nThe flush is racy here.\nAnd slow.\n\nBen\n';
const ANSWERED: AnsweredMail = {
  messageId: 'b@x',
  references: ['a@x'],
  subject: 'Re: [PATCH] fix',
  sentAt: 0,
  body: BODY,
  from: { name: 'Ben "B" Reviewer', email: 'ben@example.org' },
  to: [{ name: 'Ann', email: 'ann@example.org' }],
  cc: [
    { name: '', email: 'devel@example.org' },
    { name: 'Zoë Ünï', email: 'zoe@example.org' },
    { name: 'Ben', email: 'BEN@example.org' },
  ],
};
const ANN = { name: 'Ann Author', email: 'Ann@example.org' };
const start = BODY.indexOf('flush');
const DRAFT: Draft = {
  answered: ANSWERED,
  quoted: { start, end: BODY.indexOf('slow') + 4 },
  text: 'Not any more.',
  from: ANN,
  at: 86_400_000,
};

function eml(draft: Draft): string {
  return new TextDecoder().decode(replyEml(draft));
}

describe('reply draft', () => {
  it('answers as lists want it', () => {
    expect(eml(DRAFT).split('\r\n')).toEqual([
      'From: Ann Author <Ann@example.org>',
      'To: "Ben \\"B\\" Reviewer" <ben@example.org>',
      'Cc: devel@example.org, =?utf-8?B?Wm/DqyDDnG7Drw==?= <zoe@example.org>',
      'Subject: Re: [PATCH] fix',
      'Date: Fri, 02 Jan 1970 00:00:00 +0000',
      'In-Reply-To: <b@x>',
      'References: <a@x> <b@x>',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 7bit',
      'X-Unsent: 1',
      '',
      'On Thu, 01 Jan 1970 00:00:00 +0000, Ben "B" Reviewer wrote:',
      '> The flush is racy here.',
      '> And slow.',
      '',
      'Not any more.',
      '',
    ]);
    const mbox = new TextDecoder().decode(replyMbox({ ...DRAFT, text: 'From here on.' }));
    expect(mbox).toMatch(/^From mboxrd@z [^\n]+\nFrom: Ann/);
    expect(mbox).toContain('\n\n>From here on.\n');
    expect(replyMailto(DRAFT)).toBe(
      'mailto:ben@example.org?cc=devel@example.org,zoe@example.org&in-reply-to=%3Cb%40x%3E' +
        '&subject=Re%3A%20%5BPATCH%5D%20fix&body=On%20Thu%2C%2001%20Jan%201970%2000%3A00%3A00%20%2B0000%2C%20Ben%20' +
        '%22B%22%20Reviewer%20wrote%3A%0D%0A%3E%20The%20flush%20is%20racy%20here.%0D%0A%3E%20And%20slow.%0D%0A' +
        '%0D%0ANot%20any%20more.%0D%0A',
    );
  });

  it('holds no field that was not meant, and no long line, whatever the mail says', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom(
        'x\r\nBcc: evil@example.org',
        'a\nb',
        '=?utf-8?q?x?=',
        '"\\',
        'ü'.repeat(400),
        'w '.repeat(900),
      ),
    );
    const anyBox = fc.record({ name: anyText, email: fc.oneof(anyText, fc.constant('ok@example.org')) });
    fc.assert(
      fc.property(anyText, anyBox, fc.array(anyBox), anyText, anyText, (subject, from, to, id, text) => {
        const answered = { ...ANSWERED, subject, from, to, cc: to, messageId: id, references: [id, text] };
        const whole = eml({ ...DRAFT, answered, text });
        const [head = ''] = whole.split('\r\n\r\n');
        const names = head
          .replace(/\r\n[ \t]+/g, ' ')
          .split('\r\n')
          .map((line) => line.split(':')[0] ?? '');
        const known =
          'From To Cc Subject Date In-Reply-To References MIME-Version Content-Type X-Unsent'.split(' ');
        expect(names.filter((name) => ![...known, 'Content-Transfer-Encoding'].includes(name))).toEqual([]);
        expect(new Set(names).size).toBe(names.length);
        for (const line of whole.split('\r\n')) {
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(998);
          expect(line).not.toMatch(/[\r\n\0]/);
        }
        const url = replyMailto({ ...DRAFT, answered, text });
        expect(url).toMatch(/^mailto:[^\s"'<>]*$/);
        // Who answers oneself, and nobody else got it, has no recipient.
        expect(head).toMatch(/^To: /m);
      }),
      { seed: 20_240_718 },
    );
  });
});

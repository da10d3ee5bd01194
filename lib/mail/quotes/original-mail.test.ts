import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { splitSegments } from '@/lib/mail/segments.ts';

/** Each segment as `kind depth: text`, line ends as `|`. */
function check(body: string, ...expected: readonly string[]): void {
  const found = splitSegments(body).map(
    ({ kind, depth, start, end }) => `${kind} ${depth}: ${body.slice(start, end).replaceAll('\n', '|')}`,
  );
  expect(found).toEqual(expected);
}

test('a head in the cells of a table', () => {
  const head =
    '---- Replied Message ----\n| From | Ann Lee<a@b> |\n| Date | 03/03/2025 10:00 |\n| To | c@d |\n';
  check(
    `I see.\n\n${head}| Subject | x |\nWhy?\n`,
    'own 0: I see.||',
    `attribution 0: ${head.replaceAll('\n', '|')}| Subject | x ||`,
    'quote 0: Why?|',
  );
});

test('the head that opens a mail which quotes below it', () => {
  const head =
    '----- Original Message -----\nFrom: "A" <a@b>\nTo: c@d\nSent: Monday, 3 March, 2025 19:14:00\n';
  check(
    `${head}Subject: x\n\n> old\nNo.\n`,
    `attribution 0: ${head.replaceAll('\n', '|')}Subject: x|`,
    'own 0: |',
    'quote 1: > old|',
    'own 0: No.|',
  );
});

test('a mail below the answer is no word of who answers', () => {
  const english = '-----Original Message-----\nFrom: A <a@b>\nSent: Monday\nTo: c\nSubject: x\n';
  check(
    `Yes.\n\n${english}\nWhy?\n> old\nNo.\n`,
    'own 0: Yes.||',
    `attribution 0: ${english.replaceAll('\n', '|')}`,
    'quote 0: |Why?|> old|No.|',
  );
  check(
    'Yes.\n\n-----邮件原件-----\n发件人: A <a@b>\n发送时间: 2025年8月4日 22:10\n\nWhy?\n',
    'own 0: Yes.||',
    'attribution 0: -----邮件原件-----|发件人: A <a@b>|发送时间: 2025年8月4日 22:10|',
    'quote 0: |Why?|',
  );
  check(
    'See below.\n\n-------- Forwarded Message --------\nSubject: \tx\nDate: \tMonday\nFrom: \tA <a@b>\n\nNAK.\n',
    'own 0: See below.||',
    'attribution 0: -------- Forwarded Message --------|Subject: \tx|Date: \tMonday|From: \tA <a@b>|',
    'quote 0: |NAK.|',
  );
  check(
    'Ja.\n\nVon: A <a@b>\nGesendet: Montag\nBetreff: x\nWarum?\n',
    'own 0: Ja.||',
    'attribution 0: Von: A <a@b>|Gesendet: Montag|Betreff: x|',
    'quote 0: Warum?|',
  );
  check(
    'Yes.\n\n*From: *A\n*Date: *Monday\n*To: *B\n\nWhy?\n',
    'own 0: Yes.||',
    'attribution 0: *From: *A|*Date: *Monday|*To: *B|',
    'quote 0: |Why?|',
  );
});

test('marked by > it is answered between its lines', () =>
  check(
    'Hi.\n-----Original Message-----\nFrom: A\nSent: Monday\n\n> Why?\nBecause.\n',
    'own 0: Hi.|',
    'attribution 0: -----Original Message-----|From: A|Sent: Monday|',
    'own 0: |',
    'quote 1: > Why?|',
    'own 0: Because.|',
  ));

test('the head of a patch and words with a colon are no such mail', () => {
  check(
    'From: A <a@b>\nDate: Monday\nSubject: x\n\nWhy.\n',
    'attribution 0: From: A <a@b>|Date: Monday|Subject: x||',
    'own 0: Why.|',
  );
  check(
    'Do:\n\nFrom: A\nDate: Monday\nSubject: [PATCH] x\n',
    'own 0: Do:||From: A|Date: Monday|Subject: [PATCH] x|',
  );
  check('Note\nFrom: here on it works.\nThat is all.\n', 'own 0: Note|From: here on it works.|That is all.|');
  check('Note\n--- strange ---\nFrom: x\n', 'own 0: Note|--- strange ---|From: x|');
});

test('linear in the body', () => {
  const before = cpuMs();
  splitSegments(`a\n${'From: x\n'.repeat(20_000)}`);
  splitSegments(`a\n---${'a '.repeat(200_000)}\n`);
  expect(cpuMs() - before).toBeLessThan(1_500);
});

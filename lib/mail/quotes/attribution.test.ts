import { expect, test } from 'vitest';
import { segmentTexts } from '@/lib/mail/test-segments.ts';

/** Kind and text of each segment; the texts together are the body. */
function check(...expected: readonly (readonly [kind: string, text: string])[]): void {
  expect(segmentTexts(expected.map(([, text]) => text).join(''))).toEqual(expected);
}

function checkWrote(line: string): void {
  check(['attribution', `${line}\n`], ['quote 1', '> x\n'], ['own', 'y\n']);
}

test('attributions of many languages', () => {
  checkWrote('W dniu 18.07.2024 o 09:00, Ann Lee pisze:');
  checkWrote('Dne 18. 07. 24 v 9:00 Ann Lee napsal(a):');
  checkWrote('Ann Lee escreveu:');
  checkWrote('Pe joi, 18 iul. 2024 la 09:00, Ann Lee a scris:');
  checkWrote('18 Tem 2024 Per tarihinde Ann Lee şunu yazdı:');
  checkWrote('Ann Lee ezt írta:');
  checkWrote('Ann Lee さんは書きました:');
});

test('who and when, in any language', () => {
  checkWrote('Ann Lee, le jeu. 18 juil. 2024 10:37:00 +0200, a ecrit:');
  checkWrote('Ann Lee - 18.07.24, 10:37:00 CEST:');
  checkWrote('tors 2024-07-18 klockan 10:37 +0200 skrev Ann van Lee:');
  check(['own', 'The log of 2024-07-18 10:37 says:\n'], ['quote 1', '> x\n']);
  check(['own', 'Ann Lee saw this on 18.07.24:\n'], ['quote 1', '> x\n']);
});

test('a head of which all lines but the first are marked', () => {
  check(
    ['attribution', 'From: Ann Lee\n'],
    ['quote 1', '> Sent: 18 July 2024 10:37\n>\n> x\n'],
    ['own', 'No.\n'],
  );
  check(['own', 'From: the text\n'], ['quote 1', '> x\n']);
});

test('an attribution from which a greeting or an answer parts the quote', () => {
  check(
    ['attribution', 'On 7/18/24 10:37 AM, Ann Lee wrote:\n'],
    ['own', '\nHello Ann,\n\n[...]\n\n'],
    ['quote 1', '> x\n'],
  );
  check(
    ['own', 'Hi,\n\n'],
    ['attribution', 'On Thu, Jul 18, 2024 at 10:37:00AM +0200, Ann Lee\n<ann@a.example> wrote:\n'],
    ['own', '\nI like it.\n\n'],
    ['quote 1', '> x\n'],
  );
  check(['own', 'On Monday the committee wrote:\n\nnothing of it.\n\n'], ['quote 1', '> x\n']);
  check(['own', 'On 6.10 this is what 3 of them wrote about\nit.\n\nSo.\n\n'], ['quote 1', '> x\n']);
});

test('attributions that a mailer wrapped, whatever word begins them', () => {
  checkWrote('пн, 18 июл. 2024 г. в 22:10, Ann Lee\n<ann@a.example>:');
  checkWrote('pon., 18 lip 2024 o 13:05 Ann Lee <ann@a.example>\nnapisał(a):');
  checkWrote('李明 <ann@a.example> ezt írta (időpont: 2024. júl. 18., H,\n10:37):');
  checkWrote('2024年7月18日(火) 7:00 李明\n<ann@a.example>:');
  check(['own', 'Hi Ann,\n'], ['attribution', 'On 7/18/24 10:37, Ann wrote:\n'], ['quote 1', '> x\n']);
  // No paragraph of its own, no time.
  check(
    ['own', 'It fails since 2024, see below.\nThis is what\n'],
    ['attribution', '<ann@a.example> writes:\n'],
    ['quote 1', '> x\n'],
  );
});

test('attributions without a verb', () => {
  checkWrote('Quoting Ann Lee (2024-07-18 09:00:00-03:00)');
  checkWrote('* Ann van Lee:');
  checkWrote('Ann Lee wrote on Thu, Jul 18, 2024 at 10:37:00AM +0200:');
  checkWrote('Quoth Ann Lee on Jul 18 at 10:37 am:');
  checkWrote('+++ Ann Lee [18/07/24 10:37 +0200]:');
  checkWrote('ב-18 ביולי 2024 מאת Ann Lee <ann@a.example>:\u202c');
  check(['own', 'No.\n\n* Rationale:\n'], ['quote 1', '> x\n']);
  check(['own', 'No.\n\nPlease split this (kernel 6.12, ext4):\n'], ['quote 1', '> x\n']);
});

test('a quote that is set in below its attribution', () => {
  check(
    ['attribution', 'Ann Lee <a@b> writes:\n'],
    ['own', '\n'],
    ['quote 1', '    > x\n    > z\n'],
    ['own', '\ny\n'],
  );
  check(['own', 'Like so:\n\n'], ['code', '    > x\n']);
});

test('a quote with bars below its attribution', () => {
  check(
    ['attribution', 'Ann Lee <a@b> writes:\n'],
    ['own', '\n'],
    ['quote 1', '| x\n|\n| +\ty\n'],
    ['own', '\nWhy?\n\n'],
    ['quote 1', '| z\n'],
  );
  check(['own', 'See:\n\n'], ['table', '| a | b |\n']);
  check(['own', 'On a machine with 32 cores:\n\n'], ['table', '| a | b |\n']);
  check(['own', 'On 6.10 I see:\n| BUG: x\n']);
  check(['own', 'On Monday Ann <a@b> has shown this:\n'], ['table', '| a | b |\n']);
});

test('below a signature', () => {
  check(
    ['own', 'No.\n\n'],
    ['signature', '-- \nBob\n\n'],
    ['attribution', 'On Thu, Jul 18, 2024 Ann <a@b> wrote:\n'],
    ['quote 1', '> x\n'],
  );
  check(
    ['own', 'I would rather keep it as it is.\n\n'],
    ['signature', '-- \nBob\n\n'],
    ['attribution', '\ufeffOn 7/18/24, 09:00, "Ann" <a@b <mailto:a@b>> wrote:\n'],
    ['quote', '\nI propose a cache.\n\nOn Thu, 18 Jul 2024 Cy wrote:\n> x\n\nWhy?\n'],
  );
});

test('a mail set below without any mark', () => {
  check(
    ['own', 'I would rather keep it as it is.\n\n'],
    ['attribution', '    On Thursday, July 18, 2024 at 9:00 AM, Ann <a@b> wrote:  \n'],
    ['quote', ' \n Hello,\n\nI propose a cache.\n'],
  );
  // Marks below it are of deeper quotes.
  check(
    ['own', ' No.\n\n'],
    ['attribution', '    On Thursday, July 18, 2024 at 9:00 AM, Ann <a@b> wrote:  \n'],
    ['quote', ' \n On Thu, 18 Jul 2024 Cy wrote:\n> x\n\nI propose a cache.\n'],
  );
  // A commit message that tells what was said, and its patch.
  check(
    [
      'own',
      'Take the lock here instead of later.\n\nOn Thu, 18 Jul 2024 Ann <a@b> wrote:\n\n  it is slow\n\n',
    ],
    ['trailer', 'Signed-off-by: Bob <b@c>\n'],
    ['diffstat', '---\n'],
    ['diff', 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n'],
  );
  // Nothing tells whose words follow: a greeting stands above an answer too, and quotes are marked here.
  check(['own', 'Hi Ann,\n\nOn Thu, 18 Jul 2024 Ann <a@b> wrote:\n\nI would keep it.\n']);
  check(
    ['own', 'I would rather keep it as it is.\n\nOn Thu, 18 Jul 2024 Ann <a@b> wrote:\n\nno\n'],
    ['quote 1', '> x\n'],
  );
});

test("Outlook's line above the head of a mail belongs to the head", () => {
  check(
    ['own', 'I agree.\n\n'],
    ['attribution', `${'_'.repeat(32)}\nFrom: Ann <a@b>\nSent: Thursday\nTo: x\nSubject: y\n`],
    ['quote', '\nI propose a cache.\n'],
  );
});

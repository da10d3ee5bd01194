/** Invented mails with characters that are not seen: some meant to deceive, some that a writing needs. */

type Mail = {
  readonly id: string;
  readonly answers?: string;
  readonly from: string;
  readonly subject: string;
};

const [RLO, PDF, LRI, PDI, RLI] = ['\u202e', '\u202c', '\u2066', '\u2069', '\u2067'] as const;

/** Shows as another address; closes what stands around it; stays open. */
const EVE = `"Mia ${RLO}elpmaxe.revres@aim${PDF} ${PDI}${PDI}${RLI}" <eve@attack.example>`;
/** Her name has a joint, too, and a family behind it, which is one sign of three. */
const FAMILY = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}';
const SARA = `"\u0633\u0627\u0631\u0627 \u0646\u06cc\u06a9\u200c\u0646\u0627\u0645 ${FAMILY}" <sara@writer.example>`;
const NOAM = '\u05e0\u05d5\u05e2\u05dd \u05d3\u05d2\u05df <noam@writer.example>';

/** What Eve's patch has in its code: text that reads as a comment and is none, and two names that look like one. */
export const TROJAN = `\tif (is\u200bAdmin) { /*${RLO} } ${LRI}if (admin)${PDI} ${LRI} begin */\n`;

const PATCH = `The check is moved, ${RLO}ton si ti${PDF} and nothing changes.
A word of\u200b prose and \ufeffits mailer's dust.

Signed-off-by: Eve ${RLO}nama${PDF} <eve@attack.example>
---
 fs/a${RLO}c.b | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/fs/a${RLO}c.b b/fs/a${RLO}c.b
index 1111111..2222222 100644
--- a/fs/a${RLO}c.b
+++ b/fs/a${RLO}c.b
@@ -1,3 +1,3 @@
 int check(void) {
-\tif (isAdmin) {
+${TROJAN.trimEnd()}
 }
--${' '}
2.45.0
`;

/** A question about the design, from the right, with Latin words in it and a mark that keeps them in place. */
export const QUESTION = [
  '\u05dc\u05de\u05d4 \u05dc\u05d0 \u05dc\u05e7\u05e8\u05d5\u05d0 \u05dc-iomap_zero_range()\u200f',
  '\u05dc\u05e4\u05e0\u05d9 \u05d4\u05db\u05ea\u05d9\u05d1\u05d4?',
].join(' ');
/** Persian: each word has a joint without which it reads wrong. */
const PERSIAN = [
  '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
  '\u0646\u0645\u0648\u0646\u0647\u200c\u0627\u06cc \u0628\u0628\u06cc\u0646\u0645.',
].join(' ');

const MAILS: readonly (readonly [Mail, string])[] = [
  [{ id: 'trojan@x', from: EVE, subject: `[PATCH v2 1/1] fs: check ${RLO}retal ${PDI}${RLI}admins` }, PATCH],
  [
    { id: 'reply@x', answers: 'trojan@x', from: NOAM, subject: `Re: fs: another ${RLO}tcejbus` },
    `> +${TROJAN}\n${QUESTION}\n\nI don't think this is correct: the check ${RLO}${LRI} comes too late here.\n\nNoam\n`,
  ],
  [
    {
      id: 'hebrew@x',
      from: NOAM,
      subject:
        '\u05d0\u05d9\u05e4\u05d5\u05e1 \u05d8\u05d5\u05d5\u05d7\u05d9\u05dd, \u05d2\u05e8\u05e1\u05d4 2 (iomap)!',
    },
    `${QUESTION}\n\nPlain words between, and 3 > 2.\n\n${PERSIAN}\n`,
  ],
  [
    {
      id: 'persian@x',
      answers: 'hebrew@x',
      subject: 'Re: \u0622\u0632\u0645\u0627\u06cc\u0634 (2)',
      from: SARA,
    },
    `> ${QUESTION}\n\n${PERSIAN} ${PERSIAN} ${PERSIAN}\n`,
  ],
  [
    { id: 'words@x', answers: 'hebrew@x', from: 'Ben Reader <ben@writer.example>', subject: 'Re: iomap' },
    `${PERSIAN} ${QUESTION} ${QUESTION}\n`,
  ],
];

export const HIDDEN_IDS = MAILS.map(([{ id }]) => id);

export const HIDDEN_MBOX = MAILS.map(([{ id, answers, from, subject }, body], day) =>
  [
    'From mboxrd@z Thu Jan  1 00:00:00 1970',
    `From: ${from}`,
    `Subject: ${subject}`,
    `Date: ${18 + day} Jul 2024 10:00:00 +0000`,
    `Message-ID: <${id}>`,
    ...(answers === undefined ? [] : [`In-Reply-To: <${answers}>`]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    body,
    '',
  ].join('\n'),
).join('');

import { expect, test } from 'vitest';
import type { Email } from '@/lib/mail/email.ts';
import { skeletonOf } from '@/lib/mail/skeleton.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { parseEmail } from './parse-email.ts';

const GOOD = { From: 'A B <a@b.c>', 'Message-ID': '<m@x>', Date: '18 Jul 2024 09:02:08 -0400' };

type Fields = Readonly<Record<string, string | null>>;

/** A message with the fields of `GOOD`, changed by `fields` (null removes one), and a body. */
function write(fields: Fields, body: string | Buffer = 'text\n'): Buffer {
  const lines = Object.entries({ ...GOOD, ...fields }).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}\n`],
  );
  return Buffer.concat([Buffer.from(`${lines.join('')}\n`), Buffer.from(body)]);
}

async function check(
  raw: Buffer,
  expected: Partial<Omit<Email, 'problems'>> & { readonly problems?: readonly string[] },
): Promise<void> {
  const email = await parseEmail(raw);
  const { problems, ...rest } = expected;
  expect(email).toMatchObject(rest);
  expect(email.problems.map(({ code }) => code)).toEqual(problems ?? []);
  expect(email.problems.every(({ where }) => where === email.messageId)).toBe(true);
  expect(await parseEmail(raw)).toEqual(email);
}

test('a patch that is attached is one, and the text stays the body', async () => {
  const diff = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n';
  const { facts } = await parseEmail(write({}, diff));
  expect(facts.patchId).toMatch(/^[0-9a-f]{40}$/);
  const head = 'Content-Type: text/x-patch; name="0001-x.patch"\nContent-Transfer-Encoding: base64\n';
  const encoded = Buffer.from(`Why.\n---\n${diff}-- \n2.45\n`).toString('base64');
  const patch = `${head}Content-Disposition: attachment\n\n${encoded}`;
  const parts = `--b\nContent-Type: text/plain\n\nWhy.\n--b\n${patch}\n--b--\n`;
  const type = { 'Content-Type': 'multipart/mixed; boundary=b' };
  for (const usePlainPath of [true, false]) {
    const email = await parseEmail(write(type, parts), undefined, usePlainPath);
    expect([email.body.trim(), email.facts.hasDiff, email.facts.patchId]).toEqual([
      'Why.',
      true,
      facts.patchId,
    ]);
  }
});

test('a plain message', async () => {
  await check(
    write({
      Subject: '=?utf-8?q?caf=C3=A9?= and\n\tmore',
      To: '"C, D" <c@d>, e@f',
      Cc: 'group: g@h, I <i@j>;',
      'List-Id': 'XFS <linux-xfs.vger.kernel.org>',
      'X-Mailing-List': 'linux-fsdevel@vger.kernel.org',
      Received: 'from a by b; Thu, 18 Jul 2024 15:02:01 +0200 (CEST)',
    }),
    {
      messageId: 'm@x' as Email['messageId'],
      from: { name: 'A B', email: 'a@b.c' },
      to: [
        { name: 'C, D', email: 'c@d' },
        { name: '', email: 'e@f' },
      ],
      cc: [
        { name: '', email: 'g@h' },
        { name: 'I', email: 'i@j' },
      ],
      subject: 'caf\u00e9 and more',
      sentAt: Date.UTC(2024, 6, 18, 13, 2, 8),
      receivedAt: Date.UTC(2024, 6, 18, 13, 2, 1),
      lists: ['linux-fsdevel', 'linux-xfs'],
      body: 'text\n',
    },
  );
});

test('the body is decoded and CRLF becomes LF, nothing else', async () => {
  await check(write({}, ' a \r\nb\rc\n\n\n'), { body: ' a \nb\rc\n\n\n' });
  const flowed = { 'Content-Type': 'text/plain; format=flowed; delsp=yes; charset=utf-8' };
  await check(write(flowed, 'soft \n break\n -- \n> a \n> b\n'), {
    body: 'soft \n break\n -- \n> a \n> b\n',
  });
  await check(write({ 'Content-Transfer-Encoding': 'base64' }, 'YQ0KYg==\n'), { body: 'a\nb' });
  await check(write({ 'Content-Transfer-Encoding': 'Quoted-Printable' }, 'a=\n b=3D=C3=A9\n'), {
    body: 'a b=\u00e9\n',
  });
  const latin1 = write({ 'Content-Type': 'text/plain; charset="ISO-8859-1"' }, Buffer.from([0xe9, 10]));
  await check(latin1, { body: '\u00e9\n' });
  await check(write({}, ''), { body: '' });
});

test('only the first text part is the body; HTML only when there is no text', async () => {
  const mixed = { 'Content-Type': 'multipart/mixed; boundary=b' };
  await check(write(mixed, '--b\n\none\n\n--b\n\ntwo\n--b--\n'), { body: 'one\n' });
  await check(write(mixed, '--b\nContent-Type: text/html\n\n<p>x</p>\n--b\n\ntwo\n--b--\n'), { body: 'two' });
  await check(write({ 'Content-Type': 'text/html' }, '<p>a &lt;</p><script>x</script>'), { body: 'a <' });
  await check(write(mixed, '--b\nContent-Type: image/png\n\nx\n--b--\n'), { body: '' });
});

test('references: ids split by brackets, In-Reply-To last, no repeats, not itself', async () => {
  const ids = (...texts: string[]): Email['references'] => texts as unknown as Email['references'];
  await check(write({ References: '<a@b><c@d>,<e@f>\n <a@b>' }), {
    references: ids('a@b', 'c@d', 'e@f'),
    inReplyTo: null,
  });
  await check(write({ References: '<a@b> <c@d>', 'In-Reply-To': '<a@b>' }), {
    references: ids('c@d', 'a@b'),
    inReplyTo: 'a@b' as Email['messageId'],
  });
  await check(write({ References: '<m@x> <a@b>', 'In-Reply-To': '<m@x>' }), {
    references: ids('a@b'),
    inReplyTo: null,
  });
  await check(write({ 'In-Reply-To': 'y' }), { references: [], inReplyTo: null });
  const many = Array.from({ length: 120 }, (_, n) => `${n}@x`);
  await check(write({ References: many.map((id) => `<${id}>`).join(' ') }), {
    references: ids(...many.slice(20)),
    problems: ['references-truncated'],
  });
});

test('a message without usable id is named by its content', async () => {
  for (const [id, problem] of [
    [null, 'message-id-missing'],
    ['<>', 'message-id-missing'],
    ['nonsense', 'message-id-missing'],
    [`<${'a'.repeat(2_000)}@b>`, 'message-id-too-long'],
  ] as const) {
    const raw = write({ 'Message-ID': id });
    const { contentHash } = await parseEmail(raw);
    await check(raw, {
      messageId: `${contentHash}@docket.invalid` as Email['messageId'],
      problems: [problem],
    });
  }
  await check(write({ 'Message-ID': '<m@x> (added by relay)' }), { messageId: 'm@x' as Email['messageId'] });
  await check(write({ 'Message-ID': '<m@x>\nMessage-ID: <n@x>' }), {
    messageId: 'm@x' as Email['messageId'],
    problems: ['message-id-repeated'],
  });
});

test('dates: unreadable is null and never now', async () => {
  await check(write({ Date: null }), { sentAt: null, problems: ['date-missing'] });
  for (const date of ['garbage', '18 Jul 2024 09:02:08 +9900', '30 Feb 2024 00:00 +0000', '\0']) {
    await check(write({ Date: date }), { sentAt: null, problems: ['date-unreadable'] });
  }
  await check(write({ Date: '18 Jul 2024 09:02:08' }), { sentAt: Date.UTC(2024, 6, 18, 9, 2, 8) });
  const received =
    'by b; garbage\nReceived: by c; 18 Jul 2024 09:02:08 +0000\nReceived: by d; 1 Jan 2020 00:00 +0000';
  await check(write({ Received: received }), { receivedAt: Date.UTC(2024, 6, 18, 9, 2, 8) });
});

test('a date after the time of arrival is no date, and both copies are still one message', async () => {
  const arrival = 'by b; 18 Jul 2024 09:02:08 +0000';
  const future = write({ Date: '19 Jul 2099 09:02:08 +0000', Received: arrival });
  await check(future, {
    sentAt: null,
    receivedAt: Date.UTC(2024, 6, 18, 9, 2, 8),
    problems: ['date-unreadable'],
  });
  const withoutArrival = write({ Date: '19 Jul 2099 09:02:08 +0000' });
  expect((await parseEmail(future)).contentHash).toBe((await parseEmail(withoutArrival)).contentHash);
  await check(write({ Date: '19 Jul 2024 09:02:08 +0000', Received: arrival }), {
    sentAt: Date.UTC(2024, 6, 19, 9, 2, 8),
  });
});

test('a date long before any relay had the mail is no date', async () => {
  const received = 'by c; 20 Jul 2024 09:00 +0000\nReceived: by b; 18 Jul 2024 09:02:08 +0000';
  const arrived = Date.UTC(2024, 6, 20, 9);
  for (const date of ['1 Jan 1970 00:10 +0000', '2 Jan 2001 10:00 +0000', '10 Jun 2024 10:00 +0000']) {
    const expected = { sentAt: null, receivedAt: arrived, problems: ['date-unreadable'] };
    await check(write({ Date: date, Received: received }), expected);
  }
  await check(write({ Date: '1 Jul 2024 10:00 +0000', Received: received }), {
    sentAt: Date.UTC(2024, 6, 1, 10),
  });
  // Sent on to a list years later: the first relay had it in time.
  const sentOn = 'by c; 20 Jul 2024 09:00 +0000\nReceived: by b; 2 Jan 2001 10:01 +0000';
  await check(write({ Date: '2 Jan 2001 10:00 +0000', Received: sentOn }), {
    sentAt: Date.UTC(2001, 0, 2, 10),
  });
  // The first relay runs on the machine whose clock is wrong.
  const own = 'by c; 20 Jul 2024 09:00 +0000\nReceived: by localhost; 1 Jan 1970 00:11 +0000';
  await check(write({ Date: '1 Jan 1970 00:10 +0000', Received: own }), {
    sentAt: null,
    receivedAt: arrived,
    problems: ['date-unreadable'],
  });
});

test('a version whose sender lost the time is the next version all the same', async () => {
  const emails = await Promise.all(
    [1, 2].map((version) =>
      parseEmail(
        write(
          {
            'Message-ID': `<v${version}@x.example>`,
            Subject: `[PATCH v${version}] x: mend it`,
            Date: version === 1 ? '18 Jul 2024 09:00 +0000' : '1 Jan 2001 00:10 +0000',
            Received: `by b; ${18 + version} Jul 2024 09:01 +0000`,
          },
          `Words ${version}.\n---\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n`,
        ),
      ),
    ),
  );
  const { series } = deriveArchive(
    emails.map((email) => skeletonOf(email, { key: email.messageId, firstOfId: true, lists: ['x'] })),
  );
  expect(series.map(({ id, supersededBy }) => [id, supersededBy])).toEqual([
    ['v1@x.example', 'v2@x.example'],
    ['v2@x.example', null],
  ]);
});

test('NUL and lone surrogates are replaced wherever they come from', async () => {
  await check(write({ Subject: 'a\0b', From: 'A\0 <a@b.c>' }, 'x\0y'), {
    subject: 'a\ufffdb',
    body: 'x\ufffdy',
    problems: ['nul-replaced'],
  });
  const utf16 = { 'Content-Type': 'text/plain; charset=utf-16le' };
  await check(write(utf16, Buffer.from([0x41, 0, 0, 0xd8, 0x42, 0])), {
    body: 'A\ufffdB',
    problems: ['encoding-damaged'],
  });
  await check(write({ 'Content-Type': 'text/html' }, '&#xD800;&#0;a'), {
    body: '\ufffd\ufffda',
    problems: ['encoding-damaged'],
  });
  await check(write({ Subject: '=?utf-16le?b?ANg=?=', From: '=?utf-16le?b?ANg=?= <a@b.c>' }), {
    subject: '\ufffd',
    from: { name: '\ufffd', email: 'a@b.c' },
    problems: ['surrogate-replaced'],
  });
});

test('charsets: unknown, refused, nonsense, invalid bytes', async () => {
  for (const charset of ['y', 'utf-7', '"a b; c"']) {
    await check(write({ 'Content-Type': `text/plain; charset=${charset}` }, 'x+ADw-y'), {
      body: 'x+ADw-y',
      problems: ['charset-unknown'],
    });
  }
  await check(write({}, Buffer.from([0x61, 0xff, 0x62, 0xc0, 0xaf])), {
    body: 'a\ufffdb\ufffd\ufffd',
    problems: ['encoding-damaged'],
  });
});

test('a field cannot forge another one', async () => {
  await check(write({ Subject: 'a\rContent-Type: text/html', To: '"x\rSubject: y" <c@d>' }, '<p>'), {
    subject: 'a Content-Type: text/html',
    body: '<p>',
  });
  const encoded = write({ Subject: '=?utf-8?q?a=0D=0AContent-Type:_text/html?=' }, '<p>');
  await check(encoded, { body: '<p>' });
});

test('senders: none, no address, an address as a name', async () => {
  await check(write({ From: null }), { from: { name: '', email: '' }, problems: ['address-unreadable'] });
  await check(write({ From: 'just a name' }), {
    from: { name: 'just a name', email: '' },
    problems: ['address-unreadable'],
  });
  await check(write({ From: '=?utf-8?q?=40attacker?= <a@b.c>' }), {
    from: { name: '@attacker', email: 'a@b.c' },
  });
  await check(write({ From: '"x@y.z" <a@b.c>' }), { from: { name: 'x@y.z', email: 'a@b.c' } });
});

test('what is no mail at all still gives an email', async () => {
  for (const raw of ['', '\n', '\0', 'text', '\n\n\ntext', 'From ']) {
    const email = await parseEmail(Buffer.from(raw));
    expect(email.problems.map(({ code }) => code)).toContain('message-empty');
  }
});

test('copies from two lists have one content hash, an imposter has another', async () => {
  const hash = async (fields: Fields, body?: string): Promise<string> =>
    (await parseEmail(write({ Subject: 's', ...fields }, body))).contentHash;
  const original = await hash({});
  expect(await hash({ 'List-Id': '<x.y>', Received: 'by a; 1 Jan 2020 00:00 +0000', 'X-Spam': '1' })).toBe(
    original,
  );
  expect(await hash({ 'Content-Transfer-Encoding': 'base64' }, 'dGV4dA0K')).toBe(original);
  expect(await hash({}, 'other')).not.toBe(original);
  expect(await hash({ From: 'A B <a@evil>' })).not.toBe(original);
});

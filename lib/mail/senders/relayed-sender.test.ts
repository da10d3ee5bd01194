import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { addressesIn, relayedSender, type SenderClues } from '@/lib/mail/senders/relayed-sender.ts';

const LIST = 'devel@example.org';
const CLUES: SenderClues = {
  to: [{ name: '', email: LIST }],
  cc: [],
  original: [],
  rewritten: null,
  github: null,
  body: '',
};

function check(from: readonly [string, string], clues: Partial<SenderClues>, expected: string): void {
  const sender = relayedSender({ name: from[0], email: from[1] }, { ...CLUES, ...clues });
  expect(`${sender.name} <${sender.email}>`).toBe(expected);
}

test('a From that the list wrote gives way to the one who is answered', () => {
  check(['Ann Lee via', LIST], { original: [LIST, 'ann@example.net'] }, 'Ann Lee <ann@example.net>');
  check(["'Ann Lee' via Devel", LIST], { original: ['ann@example.net'] }, 'Ann Lee <ann@example.net>');
  check(['Ann Lee via', LIST], {}, 'Ann Lee <ann.lee@users.noreply.example.org>');
});

test('a list that writes the address of the sender into its own says who he is', () => {
  const ann = 'Ann Lee <ann.lee@mail.example.net>';
  const group = ['Ann Lee via Groups', 'ann.lee=mail.example.net@example.org'] as const;
  check(group, {}, ann);
  check(group, { original: [LIST, 'eve@example.com'] }, ann);
  check(group, { to: [{ name: '', email: 'devel@sub.example.org' }] }, ann);
  const ietf = ['Ann Lee', 'ann.lee=40mail.example.net@dmarc.example.org'] as const;
  check(ietf, {}, ann);
  // Only of the host of a list that the mail was sent to, and only a whole address.
  const eve = ['Ann Lee via Groups', 'ann.lee=mail.example.net@eve.example.com'] as const;
  check(eve, {}, `${eve[0]} <${eve[1]}>`);
  check([ietf[0], 'a=40b.example@dmarc.example.com'], {}, 'Ann Lee <a=40b.example@dmarc.example.com>');
  check(['Ann Lee', 'ann=work@example.org'], {}, 'Ann Lee <ann=work@example.org>');
  check(['Ann Lee', 'ann=mail.example.net@example.org'], {}, 'Ann Lee <ann=mail.example.net@example.org>');
});

test('a list that keeps the old From beside its own says who wrote, however it names him', () => {
  const rewritten = 'ann@example.net';
  for (const name of [
    'Ann Lee',
    'Ann Lee (via devel Mailing List)',
    'Ann Lee (ann@example.net via devel Mailing List)',
    'Ann Lee (ann@example.net)',
  ]) {
    check([name, LIST], { rewritten, original: [LIST] }, 'Ann Lee <ann@example.net>');
  }
  check(['Ann Lee', 'ann@work.example'], { rewritten }, 'Ann Lee <ann@work.example>');
  check(['Devel', LIST], { rewritten: LIST }, `Devel <${LIST}>`);
});

test('relays of patches: Reply-To, the From line at the top, else who is copied', () => {
  const b4 = ['Ann Lee via B4 Relay', 'devnull+ann.example.net@kernel.org'] as const;
  check(b4, { original: ['ann@example.net'] }, 'Ann Lee <ann@example.net>');
  check(b4, { body: 'From: Ann Lee <ann@example.net>\n\nWhy.\n' }, 'Ann Lee <ann@example.net>');
  const gadget = ['Ann Lee via GitGitGadget', 'gitgitgadget@gmail.com'] as const;
  const cc = [{ name: 'Ann Lee', email: 'ann@example.net' }];
  check(gadget, { cc }, 'Ann Lee <ann@example.net>');
  check(gadget, { body: 'From: Bob Day <bob@example.net>\n' }, 'Ann Lee <ann.lee@users.noreply.gmail.com>');
});

test('who writes at GitHub has the address of his login', () => {
  const github = ['Ann Lee', 'notifications@github.com'] as const;
  const ann = 'Ann Lee <ann-l@users.noreply.github.com>';
  check(github, { github: 'ann-l' }, ann);
  check(github, { github: 'eve@example.com', body: '@ann-l commented on this pull request.\n\nNo.\n' }, ann);
  check(github, { body: 'ann-l left a comment (a/b#12)\n\nNo.\n' }, ann);
  check(github, { body: 'No.\n' }, 'Ann Lee <notifications@github.com>');
  const place = 'https://github.com/a/b/pull/12';
  const list = ['Ann Lee via Devel', LIST] as const;
  check(list, { body: `https://github.com/ann-l created ${place}\n\nWhy.\n` }, ann);
  check(list, { body: `ann-l wrote:\n\nNo.\n\n${place}\n` }, ann);
  check(list, { body: 'ann-l wrote:\n\nNo.\n' }, 'Ann Lee <ann.lee@users.noreply.example.org>');
  check(['Ann Lee', 'eve@example.com'], { github: 'ann-l' }, 'Ann Lee <eve@example.com>');
  const body = '@ann-l commented on this pull request.\n\nNo.\n';
  check(['Ann Lee via Devel', LIST], { original: ['reply+AB12@reply.github.com'], body }, ann);
  check(['Ann Lee via Devel', LIST], { original: ['llvmlistbot@llvm.org'], body }, ann);
  // Who mails through a list is not whom his words name.
  check(['Eve Roe via Devel', LIST], { original: ['eve@example.com'], body }, 'Eve Roe <eve@example.com>');
});

test('who sends patches from SourceHut is who is answered', () => {
  const user = ['~ann', 'ann@git.sr.ht'] as const;
  const body = 'From: Ann Lee <ann@example.net>\n\nWhy.\n';
  check(user, { original: ['ann@example.net'], body }, 'Ann Lee <ann@example.net>');
  check(user, { original: ['ann@example.net'] }, 'ann <ann@example.net>');
  check(user, { original: [LIST] }, '~ann <ann@git.sr.ht>');
  check(user, { body: 'From: Bob Day <bob@example.net>\n\nWhy.\n' }, '~ann <ann@git.sr.ht>');
  check(user, {}, '~ann <ann@git.sr.ht>');
});

test('those for whom a service writes from one address are several people', () => {
  const ann = 'Ann Lee <ann.lee@users.noreply.x.example>';
  check(['Ann Lee (Code Review)', 'gerrit@x.example'], {}, ann);
  check(['Ann Lee (@ann.l)', 'gitlab@x.example'], {}, 'Ann Lee <ann.l@users.noreply.x.example>');
  check(['ann_x.example (Ann Lee)', 'phabric-noreply@x.example'], {}, ann);
  check(['Ann Lee via Forum of X', 'noreply@x.example'], {}, ann);
  check(['李明 (Jira)', 'jira@x.example'], {}, '李明 <李明@users.noreply.x.example>');
  check(['', 'noreply@x.example'], {}, ' <noreply@x.example>');
  // Robots are told by their address, and GitHub by the login.
  check(['patchew', 'no-reply@patchew.org'], {}, 'patchew <no-reply@patchew.org>');
  check(['GitHub', 'noreply@github.com'], {}, 'GitHub <noreply@github.com>');
  check(['Ann Lee (Work)', 'ann@x.example'], {}, 'Ann Lee (Work) <ann@x.example>');
  const reviews = ['reviews+D12+public+0123456789abcdef@reviews.x.example'];
  check(
    ['Ann Lee via Phabricator via Devel', LIST],
    { original: reviews },
    'Ann Lee <ann.lee@users.noreply.example.org>',
  );
});

test('nobody takes the address of another by a name', () => {
  const cc = [{ name: 'Ann Lee', email: 'ann@example.net' }];
  check(['Ann Lee via x', 'eve@example.com'], { cc }, 'Ann Lee via x <eve@example.com>');
  check(['Ann Lee', LIST], { cc }, `Ann Lee <${LIST}>`);
  check(['Via Appia', 'via@example.com'], {}, 'Via Appia <via@example.com>');
});

test('addresses of a field, in time linear in it', () => {
  expect(addressesIn('=?utf-8?Q?Ann?= <ann@example.net>, bob@example.net')).toEqual([
    'ann@example.net',
    'bob@example.net',
  ]);
  const before = cpuMs();
  addressesIn('a'.repeat(1e6));
  relayedSender({ name: ' via'.repeat(1e5), email: LIST }, CLUES);
  expect(cpuMs() - before).toBeLessThan(50);
});

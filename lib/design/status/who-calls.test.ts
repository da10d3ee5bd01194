import { expect, test } from 'vitest';
import { itemId, type Move } from '@/lib/design/item.ts';
import { readThread } from '@/lib/design/read-thread.ts';
import type { DesignMessage } from '@/lib/design/reading.ts';
import { trackStatus } from '@/lib/design/status/track-status.ts';
import { deriveArchive } from '@/lib/series/derive.ts';
import { type Row, testArchive } from '@/lib/series/test-archive.ts';

type Mail = Row & { readonly body: string };

const PROPOSES = 'I propose to keep one list of frozen names.';
const root = (subject: string, body = `${PROPOSES}\n`): Mail => ({ subject, by: 'ann', diff: false, body });
const says = (by: string, body: string, more: Partial<Row> = {}): Mail => ({
  ...{ subject: 'Re: names', by, cites: ['m0'], body: `${body}\n` },
  ...more,
});

/** What became of what the first mail proposes; told the same at each cut. */
function check(mails: readonly Mail[], expected: string): void {
  const whole = eventsOf(mails);
  const last = whole.at(-1);
  expect(`${last?.status} ${last?.rule}`).toBe(expected);
  for (let count = 1; count < mails.length; count += 1) {
    const known = eventsOf(mails.slice(0, count));
    expect(known).toEqual(whole.slice(0, known.length));
  }
}

function eventsOf(mails: readonly Mail[]): readonly { status: string; rule: string }[] {
  const messages = testArchive(mails).map(
    (skeleton, index): DesignMessage => ({ ...skeleton, body: mails[index]?.body ?? '' }),
  );
  const derived = deriveArchive(messages);
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const threads = derived.threads.map((thread) => readThread(thread, byKey));
  const [first] = messages;
  const start = first?.body.indexOf(PROPOSES) ?? -1;
  if (first === undefined || start < 0) throw new Error('the first mail proposes');
  const span = { messageId: first.messageId, start, end: start + PROPOSES.length };
  const move: Move = {
    ...{ id: itemId('proposal', span), kind: 'proposal', span, by: first.from, at: first.time },
    ...{ confidence: 1, certain: true, blocking: false, reasons: [], origin: null, owner: null },
  };
  return trackStatus([move], new Map(), threads, derived).get(move.id) ?? [];
}

test('who opened a vote says what it came to (Apache)', () => {
  const vote = root('[VOTE] Keep one list of frozen names');
  check([vote, says('bob', '+1'), says('ann', 'The vote has passed with five +1.')], 'adopted called');
  check([vote, says('bob', '+1'), says('bob', 'The vote has passed with five +1.')], 'open said');
  const opened = [root('Frozen names'), says('cat', 'I would like to open a vote on this.')];
  check([...opened, says('cat', 'The vote has failed.')], 'rejected called');
  check([...opened, says('bob', 'The vote has failed.')], 'open said');
  check(
    [root('Frozen names'), says('cat', 'We should start a vote.'), says('cat', 'The vote has passed.')],
    'open said',
  );
});

test('a chair calls consensus (IETF)', () => {
  const draft = root('draft-ann-names-00');
  const call = says('cat', 'This starts a two week call for adoption of the draft.');
  const result = 'The chairs see consensus to adopt the draft.';
  check([draft, call, says('cat', result)], 'adopted called');
  check([draft, call, says('dan', result)], 'open said');
  check([draft, call, says('dan', `${result}\n\nDan (as co-chair)`)], 'adopted called');
  check([draft, call, says('dan', `${result}\n\nCat and Dan, your chairs`)], 'adopted called');
  check([draft, says('names-chairs', result)], 'adopted called');
});

test('a council is spoken for by its members (Python, Gentoo)', () => {
  const pep = root('PEP 9999: Frozen names');
  const accepted = 'The Steering Council has accepted PEP 9999.';
  check([pep, says('bob', accepted)], 'open said');
  check([pep, says('bob', `${accepted}\n\nBob\nFor the Python Steering Council`)], 'adopted called');
  check(
    [pep, says('bob', `On behalf of the Steering Council I can tell you:\n\n${accepted}`)],
    'adopted called',
  );
  const glep = root('GLEP 99: Frozen names');
  const declined = 'The council has rejected the proposal.';
  check([glep, says('eve', declined)], 'open said');
  check(
    [glep, says('eve', `${declined}\nI had hoped for the council\nto see it in another way.`)],
    'open said',
  );
  check([glep, says('eve', `As chair, I have to tell this.\n\n${declined}`)], 'rejected called');
});

test('so does who takes patches of others', () => {
  const patch: Mail = { ...says('dan', 'Words.\n', { subject: '[PATCH] names: one list' }), patchId: 'p' };
  const taken = says('bob', 'Applied, thanks.', {
    cites: ['m0', 'm1'],
    facts: { signals: [{ kind: 'applied', start: 0, end: 8 }] },
  });
  const result = says('bob', 'There is consensus to make this change.');
  check([root('RFC: one list'), patch, taken, result], 'adopted called');
  check([root('RFC: one list'), patch, result], 'open said');
});

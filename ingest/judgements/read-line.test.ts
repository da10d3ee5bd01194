import { describe, expect, it } from 'vitest';
import { readLogLine } from '@/ingest/judgements/read-line.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';
const ANCHOR = {
  ...{
    messageId: 'a@x',
    contentHash: 'c',
    bodyHash: 'b',
    start: 1,
    end: 3,
    exact: 'ab',
    prefix: 'x',
    suffix: '',
  },
};
const ITEM = { anchor: ANCHOR, kind: 'proposal', title: 'A way' };
const JUDGEMENT = {
  ...{
    type: 'judgement',
    id: ID,
    author: 'ann@x',
    recordedAt: 1,
    effectiveAt: null,
    reason: null,
    onTop: [],
  },
  suggestedBy: null,
  act: { verb: 'reject', item: ITEM },
};
const COMMENT = {
  type: 'comment',
  id: ID,
  comment: ID,
  author: 'ann@x',
  recordedAt: 1,
  act: {
    verb: 'create',
    subject: { kind: 'words', anchor: ANCHOR },
    answers: null,
    text: 'x',
    effectiveAt: null,
  },
};

/** Null when the line is taken, else what is wrong with it. */
function check(line: unknown, expected: string | null): void {
  const read = readLogLine(typeof line === 'string' ? line : JSON.stringify(line));
  expect(typeof read === 'string' ? read : null).toEqual(
    expected === null ? null : expect.stringContaining(expected),
  );
}

describe('a line of the log', () => {
  it('is taken as it was exported', () => {
    check(JUDGEMENT, null);
    check(COMMENT, null);
    check({ ...JUDGEMENT, act: { verb: 'chain', earlier: 'a@x', later: 'b@x' } }, null);
    check({ ...COMMENT, id: OTHER, act: { verb: 'hide', reason: 'rude', onTop: ID } }, null);
    const capitals = 'ABCDEF00-0000-4000-8000-000000000001';
    const undo = { verb: 'undo', judgement: capitals, targets: [] };
    const read = readLogLine(JSON.stringify({ ...JUDGEMENT, id: capitals, act: undo }));
    const id = capitals.toLowerCase();
    expect(read).toMatchObject({ judgement: { id, act: { judgement: id } } });
  });

  it('is refused when it says anything else, with the field', () => {
    check('{', 'not JSON');
    check('null', 'the whole');
    check({ ...JUDGEMENT, admin: true }, 'admin');
    check({ ...JUDGEMENT, id: 'x' }, 'id:');
    check({ ...JUDGEMENT, recordedAt: 1e18 }, 'recordedAt');
    check({ ...JUDGEMENT, act: { verb: 'reject' } }, 'act.item');
    check({ ...JUDGEMENT, act: { verb: 'reject', item: { ...ITEM, kind: 'nonsense' } } }, 'act.item.kind');
    check({ ...JUDGEMENT, act: { verb: 'title', item: ITEM, to: 'a\0b' } }, 'act.to');
    check({ ...JUDGEMENT, reason: '\ud800' }, 'reason');
    const link = { kind: 'link', url: 'javascript:alert(1)' };
    check({ ...JUDGEMENT, act: { verb: 'attach', item: ITEM, evidence: link } }, 'act.evidence.url');
    const claim = { kind: 'claim', claim: 'C1; drop' };
    check({ ...JUDGEMENT, act: { verb: 'attach', item: ITEM, evidence: claim } }, 'act.evidence.claim');
    check({ ...COMMENT, act: { ...COMMENT.act, text: '' } }, 'act.text');
    const backwards = { ...ITEM, anchor: { ...ANCHOR, start: 3, end: 3 } };
    check({ ...JUDGEMENT, act: { verb: 'reject', item: backwards } }, 'act.item.anchor.end: is not behind');
    check({ ...COMMENT, id: OTHER }, 'a comment has the id');
    check({ ...COMMENT, act: { verb: 'edit', text: 'x', onTop: ID } }, 'a comment has the id');
  });
});

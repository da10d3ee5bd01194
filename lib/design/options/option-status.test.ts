import { expect, test } from 'vitest';
import type { ItemStatus, StatusEvent } from '@/lib/design/item.ts';
import { optionState } from '@/lib/design/options/option-status.ts';
import type { MessageId } from '@/lib/mail/email.ts';

/**
 * `adopted@2` by a mail, `adopted@2!` set by a person, `superseded@2>b` by the version that the mail `b` posts;
 * mentions are parted by bars, `a:` says in which mail.
 */
function check(mentions: string, now: number, expected: string): void {
  const parsed = mentions.split('|').map((events, index) => {
    const [mail = String(index), said = ''] = events.includes(':') ? events.split(':') : [undefined, events];
    return said
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map((event) => parse(event, mail.trim()));
  });
  const { status, event } = optionState(parsed, now);
  expect(event === null ? status : `${status}@${event.at}`).toBe(expected);
}

function parse(text: string, mail: string): StatusEvent {
  const [status = '', at = '', by = mail] = text.split(/[@>]/);
  const because = { messageId: `${by}@x` as MessageId, start: 0, end: 1, series: null };
  const rule = at.endsWith('!') ? 'judged' : text.includes('>') ? 'next-version' : 'said';
  return { at: Number.parseInt(at, 10), status: status as ItemStatus, rule, because };
}

test('what mails say: adopted once one mention was, else what was said last of any', () => {
  check('', 9, 'open');
  check('contested@1 | supported@3', 9, 'supported@3');
  check('contested@1 | supported@3', 2, 'contested@1');
  check('contested@3 | adopted@2', 9, 'adopted@2');
  check('adopted@4 | adopted@2 | open@5', 9, 'adopted@2');
});

test('what a person set is of the option: older words of other mentions do not undo it', () => {
  check('superseded@5! | adopted@2', 9, 'superseded@5');
  check('adopted@2 | adopted@3 rejected@5!', 9, 'rejected@5');
  check('open@5! | contested@2', 9, 'open@5');
  check('superseded@5! | adopted@2', 4, 'adopted@2');
});

test('a part of what one mail says is adopted alone, but for what a person set', () => {
  check('a: contested@3 | a: adopted@2', 9, 'contested@3');
  check('a: contested@3 | b: adopted@2', 9, 'adopted@2');
  check('a: open@1 | a: superseded@3', 9, 'superseded@3');
  check('a: contested@3 | a: adopted@2 rejected@5!', 9, 'rejected@5');
});

test('later mails and later people count again', () => {
  check('superseded@5! | adopted@7', 9, 'adopted@7');
  check('superseded@5! | contested@6', 9, 'contested@6');
  check('superseded@5! | supported@6!', 9, 'supported@6');
  check('superseded@5! supported@8 | adopted@2', 9, 'supported@8');
});

test('what its next version proposes anew is open, until something is said of it', () => {
  check('a: open@1 contested@2 superseded@3>b | b: open@3', 9, 'open');
  check('a: open@1 contested@2 superseded@3>b | b: open@3', 2, 'contested@2');
  check('a: open@1 superseded@3>b | b: open@3 supported@4', 9, 'supported@4');
  check('a: open@1 superseded@3>b | b: open@3 superseded@5>c | c: open@5', 9, 'open');
  check('a: open@1 superseded@3>b | c: open@2', 9, 'superseded@3');
});

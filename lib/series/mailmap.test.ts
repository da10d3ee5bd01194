import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexMailmap, mapMailbox, parseMailmap } from '@/lib/series/mailmap.ts';

/** `mailbox` and `expected` as `Name <address>`; expectations are what `git check-mailmap` 2.39 says. */
function check(mailmap: string, mailbox: string, expected: string): void {
  const [, name = '', email = ''] = /^(.*?) ?<(.*)>$/.exec(mailbox) ?? [];
  const mapped = mapMailbox(indexMailmap(parseMailmap(mailmap)), { name, email });
  expect(`${mapped.name} <${mapped.email}>`).toBe(expected);
}

describe('mailmap', () => {
  it('knows the four forms', () => {
    check('Just <z@x>\n', 'Z <Z@X>', 'Just <Z@X>');
    check('<n@x> <q@x>\n', 'Q <q@x>', 'Q <n@x>');
    check('Any <a@x> <o@x>\n', 'Other <o@x>', 'Any <a@x>');
    check('Proper <p@x> Old <o@x>\n', 'old <O@x>', 'Proper <p@x>');
    check('Proper <p@x> Old <o@x>\n', 'Other <o@x>', 'Other <o@x>');
  });
  it('prefers the entry with a name', () =>
    check('Any <a@x> <o@x>\nProper <p@x> Old <o@x>\nB <b@x> <o@x>\n', 'Old <o@x>', 'Proper <p@x>'));
  it('adds up lines for one address, the later wins', () => {
    check('A <a@x> <o@x>\nB <o@x>\n', 'C <o@x>', 'B <a@x>');
    check('<a@x> <o@x>\nB <o@x>\n', 'C <o@x>', 'B <a@x>');
    check('A <a@x> Old <o@x>\n<c@x> Old <o@x>\n', 'Old <o@x>', 'Old <c@x>');
  });
  it('maps once, not on and on', () => check('A <a@x> <b@x>\nB <b@x> <c@x>\n', 'Z <c@x>', 'B <b@x>'));
  it('leaves out comments and lines that say nothing', () => {
    check('# A <a@x> <b@x>\n\n<b@x>\nA2 <> <b@x>\nno address\n', 'B <b@x>', 'B <b@x>');
    expect(parseMailmap(`${'<'.repeat(100_000)}\n${'A <a@b'.repeat(20_000)}`)).toEqual([]);
  });
  it('is total, and leaves alone whom it does not name', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        const index = indexMailmap(parseMailmap(text));
        expect(mapMailbox(index, { name: 'N', email: 'nobody@never.example' })).toEqual({
          name: 'N',
          email: 'nobody@never.example',
        });
      }),
      { seed: 20_240_718 },
    ));
});

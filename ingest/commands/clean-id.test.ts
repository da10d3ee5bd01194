import { expect, test } from 'vitest';
import { cleanId } from './clean-id.ts';

/** How people name a message on the command line: what they copied from a mail, a commit or the bar of a browser. */

const check = (text: string, id: string): void => expect(cleanId(text), text).toBe(id);

test('an id as a mail has it', () => {
  check('a@b', 'a@b');
  check('<a@b>', 'a@b');
  check(' <a@b>\n', 'a@b');
  check('Message-ID: <a@b>', 'a@b');
  check('Message-Id:<a@b>', 'a@b');
  check('mid:a@b', 'mid:a@b');
});

test('an address of a page, in all its forms', () => {
  for (const rest of ['', '/', '/T/', '/T/#t', '/T/#u', '#t', '/raw', '/t.mbox.gz', '/?x=t']) {
    check(`https://lore.kernel.org/linux-xfs/a+b%2Fc@d${rest}`, 'a+b/c@d');
  }
  check('https://lore.kernel.org/r/a@b', 'a@b');
  check('https://patch.msgid.link/a@b', 'a@b');
  check('https://lkml.kernel.org/r/a@b', 'a@b');
  check('http://127.0.0.1:3000/series/a@b/', 'a@b');
  check('http://127.0.0.1:3000/devel/without-at/', 'without-at');
  check('  https://lore.kernel.org/all/%3Ca@b%3E/ ', 'a@b');
});

test('an address without its beginning, as browsers show it', () => {
  check('lore.kernel.org/linux-xfs/a@b/', 'a@b');
  check('lore.kernel.org/r/a@b', 'a@b');
  // An id may hold slashes.
  check('2024/07/a@b', '2024/07/a@b');
});

test('an address that names no message', () => {
  for (const text of [
    'https://lore.kernel.org/',
    'https://lore.kernel.org/linux-xfs/',
    'https://lore.kernel.org/x/%zz@b/',
  ]) {
    expect(() => cleanId(text), text).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  }
});

test('nothing at all, as an unset variable of a script gives it', () => {
  for (const text of ['', ' ', '<>', 'Message-ID:'])
    expect(() => cleanId(text), text).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeMessageId,
  formatCursor,
  isInboxName,
  messageIdOfArchiveUrl,
  messageIdOfDecoded,
  messageIdOfEncoded,
  messagePath,
  parseCursor,
  seriesPath,
} from '@/lib/view/url.ts';

const SEED = { seed: 20_260_302 };
/** Any string that can be a Message-ID row: PostgreSQL has no NUL, UTF-8 no lone surrogates. */
const messageIds = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
  .filter((id) => !id.includes('\0') && id.isWellFormed());

describe('encodeMessageId', () => {
  const check = (id: string, encoded: string): void => expect(encodeMessageId(id)).toBe(encoded);

  test('as public-inbox writes it', () => {
    check('a@b.example', 'a@b.example');
    check('a/b@c', 'a%2Fb@c');
    check('a+b%c?d#e@f', 'a%2Bb%25c%3Fd%23e@f');
    check(`q"'<>@f`, 'q%22%27%3C%3E@f');
    check('é漢@f', '%C3%A9%E6%BC%A2@f');
    check('!$&()*,;=:~-._@f', '!$&()*,;=:~-._@f');
  });

  test('path steps keep their brackets', () => {
    check('..', '%3C..%3E');
    check('.', '%3C.%3E');
    check('<a@b>', '%3C%3Ca@b%3E%3E');
  });

  test('round trip, through the address parser of a browser too', () => {
    fc.assert(
      fc.property(messageIds, (id) => {
        const encoded = encodeMessageId(id);
        expect(messageIdOfEncoded(encoded)).toBe(id);
        expect(messageIdOfDecoded(decodeURIComponent(encoded))).toBe(id);
        const { pathname, search, hash } = new URL(`http://docket.example/list/${encoded}/T/`);
        expect(search + hash).toBe('');
        const [, list, segment, view, end] = pathname.split('/');
        expect([list, view, end]).toEqual(['list', 'T', '']);
        expect(messageIdOfEncoded(segment ?? '')).toBe(id);
      }),
      { ...SEED, numRuns: 2_000 },
    );
  });
});

describe('messageIdOfEncoded', () => {
  const check = (segment: string, id: string | null): void => expect(messageIdOfEncoded(segment)).toBe(id);

  test('tolerates brackets and refuses what no message can have', () => {
    check('%3Ca@b%3E', 'a@b');
    check('<a@b>', 'a@b');
    check('', null);
    check('a%00@b', null);
    check('%zz', null);
    check('%FF@b', null);
    check('x'.repeat(999), null);
    check('x'.repeat(998), 'x'.repeat(998));
  });
});

describe('isInboxName', () => {
  const check = (name: string, isName: boolean): void => expect(isInboxName(name)).toBe(isName);

  test('names of lists, none of ours', () => {
    check('linux-xfs', true);
    check('bpf', true);
    check('c++', true);
    check('series', false);
    check('assets', false);
    check('_next', false);
    check('', false);
    check('..', false);
    check('Linux', false);
    check('a/b', false);
    check('x'.repeat(65), false);
  });
});

describe('messageIdOfArchiveUrl', () => {
  const check = (url: string, id: string | null): void => expect(messageIdOfArchiveUrl(url)).toBe(id);

  test('reads the archives of the kernel', () => {
    check('https://lore.kernel.org/linux-xfs/a-1@b.example/', 'a-1@b.example');
    check('https://lore.kernel.org/r/a-1@b.example', 'a-1@b.example');
    check('https://lore.kernel.org/all/a%2F1@b.example/T/#t', 'a/1@b.example');
    check('https://patch.msgid.link/a-1@b.example', 'a-1@b.example');
    check('https://lore.kernel.org/linux-xfs/', null);
    check('https://lore.kernel.org/linux-xfs/?q=a@b', null);
    check('https://example.org/linux-xfs/a-1@b.example/', null);
    check('https://lore.kernel.org/linux-xfs/%zz@b/', null);
  });
});

describe('cursors', () => {
  test('round trip, and nothing else is read', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), messageIds, (at, id) => {
        const query = new URLSearchParams(`before=${formatCursor({ at, id })}`);
        expect(parseCursor(query.get('before') ?? '')).toEqual({ at: at + 0, id });
      }),
      SEED,
    );
    for (const text of [
      '',
      '1',
      '1.',
      '.x',
      'x.y',
      '1e9.x',
      '1.\0',
      `${'9'.repeat(16)}.x`,
      `-${'9'.repeat(15)}.x`,
    ]) {
      expect(parseCursor(text)).toBeNull();
    }
  });
});

test('paths', () => {
  expect(messagePath('linux-xfs', 'a/b@c')).toBe('/linux-xfs/a%2Fb@c/');
  expect(seriesPath('a/b@c')).toBe('/series/a%2Fb@c');
});

import { expect, test } from 'vitest';
import { cpuMs } from '@/ingest/test-cpu.ts';
import { citedMessageIds, findLinks } from '@/lib/view/mail/links.ts';

const check = (text: string, links: readonly string[]): void =>
  expect(findLinks(text).map((link) => text.slice(link.start, link.end))).toEqual(links);

test('addresses end before the punctuation of the sentence', () => {
  check('see https://a.example/x.', ['https://a.example/x']);
  check('(https://a.example/x)', ['https://a.example/x']);
  check('https://a.example/f(x), more', ['https://a.example/f(x)']);
  check('<https://a.example/x>', ['https://a.example/x']);
  check('"https://a.example/x"', ['https://a.example/x']);
  check('[1]: https://a.example/x?y=z&w#f', ['https://a.example/x?y=z&w#f']);
  check('https://a.example/x\nhttp://b.example', ['https://a.example/x', 'http://b.example']);
  check('HTTP://A.EXAMPLE/x', ['HTTP://A.EXAMPLE/x']);
});

test('other schemes are text', () => {
  check('javascript:alert(1) data:text/html,x vbscript:x java\tscript:alert(1)', []);
  check('<javascript:alert(1)> &#106;avascript:x file:///etc/passwd', []);
  check('http:// https://, http://-', []);
});

test('ids in brackets', () => {
  check('In <a-1@b.example> and <not an id>', ['a-1@b.example']);
  check('<mailto:a@b.example> <@b> <a@> <a@b', []);
  check('<<a-1@b.example>>', ['a-1@b.example']);
});

test('cited ids leave people out', () => {
  const text = '<ann@b.example> <2-1@b.example> https://lore.kernel.org/r/x@b.example/ https://b.example/';
  expect(citedMessageIds(findLinks(text))).toEqual(['2-1@b.example', 'x@b.example']);
});

test('100 kB lines made to be slow take as long as others', () => {
  for (const unit of ['<', '<a@', 'http://', 'https://a(', '<http://', ')', 'h', '<a@b>', 'http://a.b/,']) {
    const line = unit.repeat(100_000 / unit.length);
    const start = cpuMs();
    findLinks(line);
    expect(cpuMs() - start, unit).toBeLessThan(500);
  }
});

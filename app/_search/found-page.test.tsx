import { expect, test } from 'vitest';
import { foundPageHtml } from '@/app/_search/found-page.tsx';
import { SearchFrame } from '@/app/_search/search-page.tsx';
import { renderHtml } from '@/app/_ui/respond.tsx';
import type { SearchAddress } from '@/lib/view/search-address.ts';

const ADDRESS: SearchAddress = { text: '', show: 'messages', order: 'date', list: null, after: null };

/** React writes more references than are needed; what they mean is the same. */
function even(html: string): string {
  return html.replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&gt;', '>');
}

async function check(text: string, change: Partial<SearchAddress> = {}): Promise<void> {
  const address = { ...ADDRESS, text, ...change };
  const found = <p>{text}</p>;
  const html = await foundPageHtml(address, found);
  expect(even(html)).toBe(even(await renderHtml(<SearchFrame address={address}>{found}</SearchFrame>)));
  expect(html).not.toContain('<script>alert');
}

test('a frame that is kept says what React would, whatever is searched', async () => {
  for (const text of [
    'flush',
    'a $& b $1 "x" \'y\' <script>alert(1)</script> &amp;',
    `${'é😀'.repeat(40)} long`,
    'TextThatIsSearched value="TextThatIsSearched <i>WhatWasFound</i>',
    'q=1&x=A#~+%41',
  ]) {
    await check(text);
    await check(text, { offset: 200 });
    await check(text, { list: 'linux-xfs' });
    await check(text, { show: 'items', order: 'relevance', after: { rank: 0, at: 0, id: 'x' } });
  }
});

import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { AttachedPatches } from '@/app/_archive/attached-patches.tsx';
import { joinAttached } from '@/lib/mail/patches/attached-patches.ts';

test('a cover letter in a file of patches is shown above them', () => {
  const head = (subject: string): string =>
    `From ${'0123456789'.repeat(4)} Mon Sep 17 00:00:00 2001\nSubject: ${subject}\n\n`;
  const diff = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n';
  const file = `${head('[PATCH 0/2] all')}Why of all.\n${head('[PATCH 1/2] p')}${diff}${head('[PATCH 2/2] q')}${diff}`;
  const joined = joinAttached('', [{ fileName: 'all.patch', text: file }]);
  const patches = joined?.heads.map((one) => ({ ...one, patchId: null, trailers: [] })) ?? null;
  const message = { attached: joined?.text ?? null, patches };
  const html = renderToStaticMarkup(createElement(AttachedPatches, { message, address: () => null }));
  const seen = [...html.matchAll(/<details(?: id="([^"]*)")?|<summary>(.*?)<\/summary>|Why of all/g)].map(
    ([all, id, summary]) => summary?.replaceAll(/<[^>]+>/g, '') ?? id ?? all,
  );
  expect(seen).toEqual([
    ...['<details', 'attached: words beside the patches', 'Why of all'],
    ...['patch1', 'attached 1 of 2: all.patch 1 file, +1 −1'],
    ...['patch2', 'attached 2 of 2: all.patch 1 file, +1 −1'],
  ]);
});

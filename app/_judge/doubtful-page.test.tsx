import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { DoubtfulVersions } from '@/app/_judge/doubtful-versions.tsx';

function saysOf(next: { readonly at: number; readonly id: string } | null): readonly string[] {
  const html = renderToStaticMarkup(
    <DoubtfulVersions inbox="devel" page={{ guesses: [], next }} isNewest={true} back="/devel/" />,
  );
  const older = /href="([^"]*)" rel="next"/.exec(html)?.[1]?.replace('&amp;', '&');
  return [...[...html.matchAll(/<p>([^<]*)<\/p>/g)].map(([, text]) => text ?? ''), older ?? 'no older page'];
}

test('a page without a doubtful version says whether older ones are left to be looked at', () => {
  expect(saysOf(null)).toEqual(['None is in doubt.', 'no older page']);
  expect(saysOf({ at: 86_400_000, id: 'v2@x' })).toEqual([
    'None of the newest is in doubt; there are older ones.',
    '/devel/?show=doubtful&before=86400000.v2%40x',
  ]);
});

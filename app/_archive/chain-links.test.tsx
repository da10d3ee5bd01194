import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ChainLinks } from '@/app/_archive/chain-links.tsx';
import type { ChainSaid } from '@/app/_judge/chain-section.tsx';
import type { SeriesLink } from '@/lib/store/series/series.ts';

const OTHER = {
  ...{
    id: 'v1@x',
    name: 'tree: sorted children',
    rfc: false,
    version: 1,
    total: 2,
    complete: true,
    replies: 0,
  },
  state: 'new',
  authorName: 'Dora',
  authorEmail: 'dora@x',
  sentAt: 0,
  movedAt: 0,
  lists: ['tree'],
} as unknown as SeriesLink['series'];

const CHAIN: ChainSaid = {
  id: 'v2@x',
  said: [],
  mayJudge: true,
  mayOn: () => true,
  seen: '',
  earlier: null,
};

function link(more: Partial<SeriesLink>): SeriesLink {
  return {
    relation: 'supersedes',
    score: 0.6,
    reasons: ['patch-names'],
    holds: false,
    isLater: false,
    series: OTHER,
    ...more,
  };
}

/** The buttons, each with the two postings that it names. */
function buttonsOf(more: Partial<SeriesLink>, chain: Partial<ChainSaid> = {}): readonly string[] {
  const said: ChainSaid = { ...CHAIN, ...chain };
  const html = renderToStaticMarkup(<ChainLinks links={[link(more)]} chain={said} />);
  return [...html.matchAll(/<form.*?<\/form>/g)].map(([form]) => {
    const fieldOf = (name: string): string =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
    const submit = /<button[^>]*>([^<]*)</.exec(form)?.[1] ?? '';
    return `${submit}: ${fieldOf('verb')} ${fieldOf('earlier')} ${fieldOf('later')}`;
  });
}

test('a guess is confirmed or refused with one button, in the order of the postings', () => {
  expect(buttonsOf({})).toEqual(['it is: chain v1@x v2@x', 'it is not: cut v1@x v2@x']);
  expect(buttonsOf({ isLater: true })).toEqual(['it is: chain v2@x v1@x', 'it is not: cut v2@x v1@x']);
});

test('a guess is a row, where a says that it is right and x that it is not; what holds is none', () => {
  const html = (more: Partial<SeriesLink>): string =>
    renderToStaticMarkup(<ChainLinks links={[link(more)]} chain={CHAIN} />);
  const keys = [...html({}).matchAll(/data-press="(.)".*?>([^<]*)<kbd>/g)].map(([, key, text]) => [
    key,
    text,
  ]);
  expect(keys).toEqual([
    ['a', 'it is'],
    ['x', 'it is not'],
  ]);
  expect(html({})).toContain('data-stop=""');
  expect(html({ holds: true })).not.toContain('data-stop');
});

test('why it is taken for one is said in words: what the reasons add up to is no chance', () => {
  const said: ChainSaid = { ...CHAIN, mayJudge: false };
  for (const holds of [true, false]) {
    const html = renderToStaticMarkup(<ChainLinks links={[link({ holds })]} chain={said} />);
    expect(html.replace(/<[^>]*>/g, '')).toBe(
      `${holds ? 'new version of' : 'perhaps a new version of'} v1 tree: sorted children: patches of equal name`,
    );
  }
});

test('what holds, what is no version, and readers who may not judge have no buttons', () => {
  expect(buttonsOf({ holds: true })).toEqual([]);
  expect(buttonsOf({ relation: 'follows' })).toEqual([]);
  expect(buttonsOf({}, { mayJudge: false })).toEqual([]);
  // Who maintains the list of this posting alone would only be refused.
  expect(buttonsOf({}, { mayOn: (lists) => !lists.includes('tree') })).toEqual([]);
});

test('a guess that somebody said no to is gone, another one stays', () => {
  const said = (earlier: string): ChainSaid['said'] =>
    [{ one: { act: { verb: 'cut', earlier, later: 'v2@x' } }, onTop: [] }] as unknown as ChainSaid['said'];
  expect(buttonsOf({}, { said: said('v1@x') })).toEqual([]);
  expect(buttonsOf({}, { said: said('v0@x') })).toHaveLength(2);
});

test('a version leads to the review of the one before it, where that has answers', () => {
  const html = (more: Partial<SeriesLink>): string =>
    renderToStaticMarkup(<ChainLinks links={[link(more)]} chain={CHAIN} />);
  const answered = { ...OTHER, replies: 2 };
  expect(html({ holds: true, series: answered })).toContain('<a href="/series/v1@x#review">its review</a>');
  for (const other of [
    { holds: true },
    { series: answered },
    { holds: true, isLater: true, series: answered },
  ])
    expect(html(other)).not.toContain('#review');
});

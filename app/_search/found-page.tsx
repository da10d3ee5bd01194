import type { ReactElement } from 'react';
import { SearchFrame, shortened } from '@/app/_search/search-page.tsx';
import { renderHtml } from '@/app/_ui/respond.tsx';
import { currentReader } from '@/lib/store/reader.ts';
import { escapeAttribute } from '@/lib/view/html.ts';
import type { SearchAddress } from '@/lib/view/search-address.ts';

/** What stands for the text that is searched, and for what was found, in a frame that is kept; no text of ours. */
const TEXT = 'TextThatIsSearched';
const FOUND = '<i>WhatWasFound</i>';
const TEXT_PLACE = new RegExp(`(q=|value=")?${TEXT}`, 'g');

/** By list, kind of rows and order. Kept only of lists that are there. */
const frames = new Map<string, KeptFrame>();

type KeptFrame = readonly [before: string, behind: string];

/**
 * The page of a search that found something, as HTML. For readers who are not signed in its frame differs by the text
 * alone, so React makes it once and the text is put in: a tenth of the web process's time of a search.
 */
export async function foundPageHtml(address: SearchAddress, found: ReactElement): Promise<string> {
  if (currentReader() !== null) return renderHtml(<SearchFrame address={address}>{found}</SearchFrame>);
  const key = JSON.stringify([address.list, address.show, address.order]);
  const frame = frames.get(key) ?? (await makeFrame(address));
  frames.set(key, frame);
  const [before, behind] = frame;
  return withText(before, address.text) + (await renderHtml(found)) + withText(behind, address.text);
}

async function makeFrame(address: SearchAddress): Promise<KeptFrame> {
  const html = await renderHtml(
    <SearchFrame address={{ ...address, text: TEXT }}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a word of ours */}
      <div dangerouslySetInnerHTML={{ __html: FOUND }} />
    </SearchFrame>,
  );
  const [before = '', behind = ''] = html.split(`<div>${FOUND}</div>`);
  return [before, behind];
}

/** The text stands in addresses, in the field, and shortened in titles. */
function withText(frame: string, text: string): string {
  const encoded = escapeAttribute(new URLSearchParams({ q: text }).toString());
  const whole = escapeAttribute(text);
  const title = escapeAttribute(shortened(text));
  return frame.replace(TEXT_PLACE, (_, before: string | undefined) => {
    if (before === undefined) return title;
    return before === 'q=' ? encoded : before + whole;
  });
}

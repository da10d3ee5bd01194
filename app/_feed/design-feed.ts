import { itemAnchor, itemPath, pathsOf, wordsPath } from '@/app/_design/words.ts';
import type { Absolute } from '@/app/_feed/feed-response.ts';
import type { QuotedHappening } from '@/lib/judge/happenings.ts';
import { seenId } from '@/lib/judge/judgement.ts';
import type { DesignNews } from '@/lib/store/news/load-happenings.ts';
import type { FeedEntry } from '@/lib/view/feed/atom.ts';
import { mailIri, uuidIri } from '@/lib/view/feed/ids.ts';
import { happeningText, happeningTitle } from '@/lib/view/text/happening-text.ts';
import { designPath, seriesPath } from '@/lib/view/url.ts';

/** What changed in a design, or one series of it, as entries. */
export function designEntries(news: DesignNews, absolute: Absolute): readonly FeedEntry[] {
  const pathOf = pathsOf(
    [...news.lists].map(([messageId, lists]) => ({ messageId, lists })),
    news.judged.lists[0] ?? 'all',
  );
  return news.happenings.map((happening) => ({
    id: happening.messageId === null ? uuidIri(happening.name) : mailIri(happening.messageId, happening.name),
    title: happeningTitle(happening),
    at: happening.at,
    author: happening.by,
    href: absolute(hrefOf(happening, news, pathOf)),
    text: happeningText(happening, happening.quote),
    inReplyTo: null,
  }));
}

/** Where its words stand, else where what it changed stands. */
function hrefOf(
  { what, words }: QuotedHappening,
  { judged }: DesignNews,
  pathOf: (messageId: string) => string,
): string {
  switch (what.kind) {
    case 'version':
      return seriesPath(what.series.id);
    case 'item':
      return itemPath(what.item, pathOf);
    case 'judgement':
    case 'comment':
      return `${designPath(judged.design.id)}${anchorOf(what)}`;
    default:
      return words === null ? designPath(judged.design.id) : wordsPath(words, pathOf);
  }
}

function anchorOf(what: Extract<QuotedHappening['what'], { kind: 'judgement' | 'comment' }>): string {
  const about = what.kind === 'judgement' ? what.judgement.act : what.comment.subject;
  if (!('item' in about)) return '';
  return `#${itemAnchor(seenId(about.item))}`;
}

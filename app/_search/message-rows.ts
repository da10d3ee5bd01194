import { inboxOf } from '@/app/_archive/inbox-of.ts';
import { excerptOf, type Marked, type Marker, markWords } from '@/lib/search/excerpt.ts';
import type { MessageHit } from '@/lib/store/search/search.ts';
import { escapeAttribute, escapeText } from '@/lib/view/html.ts';
import { shownSubject } from '@/lib/view/subject.ts';
import { formatAge, formatTime } from '@/lib/view/time.ts';
import { messagePath } from '@/lib/view/url.ts';

const EXCERPT_LINES = 3;

/**
 * The rows of messages found, as HTML: 25 of them are most of a page of results, and as elements of React they were a
 * fifth of the time of the web process. What is said of each is what `Person`, `When` and `Marks` say.
 */
export function messageRowsHtml(
  hits: readonly MessageHit[],
  list: string | null,
  subject: Marker,
  body: Marker,
): string {
  const now = Date.now();
  return hits.map((hit) => rowHtml(hit, { list, subject, body, now })).join('');
}

type Shown = {
  readonly list: string | null;
  readonly subject: Marker;
  readonly body: Marker;
  readonly now: number;
};

function rowHtml(hit: MessageHit, { list, subject, body, now }: Shown): string {
  const path = messagePath(inboxOf(hit.lists, list ?? ''), hit.messageId);
  const title = marksHtml(markWords(shownSubject(hit.subject), subject));
  const lines = excerptOf(hit.body, body, EXCERPT_LINES);
  return [
    `<li data-stop=""><a href="${escapeAttribute(path)}" data-open="">${title}</a> `,
    `<span class="note">${personHtml(hit)} ${timeHtml(hit.at, now)}</span>`,
    lines.length === 0
      ? ''
      : `<pre>${lines.map((line) => `<span>${marksHtml(line)}\n</span>`).join('')}</pre>`,
    '</li>',
  ].join('');
}

function personHtml({ fromName, fromEmail }: MessageHit): string {
  return `<bdi title="${escapeAttribute(fromEmail)}">${escapeText(fromName === '' ? fromEmail : fromName)}</bdi>`;
}

function timeHtml(at: number | null, now: number): string {
  if (at === null) return '<span class="when">no date</span>';
  return `<time title="${formatAge(at, now)}">${formatTime(at)}</time>`;
}

function marksHtml(pieces: readonly Marked[]): string {
  let html = '';
  for (const { text, hit } of pieces) html += hit ? `<mark>${escapeText(text)}</mark>` : escapeText(text);
  return html;
}

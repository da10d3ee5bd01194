import { itemAnchor } from '@/app/_design/words.ts';
import type { MarginItem } from '@/lib/store/design/margin.ts';
import type { Mark } from '@/lib/view/mail/mail-marks.ts';
import { designPath } from '@/lib/view/url.ts';

/** The items of a message as marks in its margin, each leading to its row on the design page. */
export function marksOf(items: readonly MarginItem[]): readonly Mark[] {
  return items.map(({ id, messageId, kind, start, end, title, status, certain }) => ({
    start,
    end,
    id: itemAnchor(id),
    pin: {
      className: certain ? kind : `${kind} unsure`,
      // By its own message: the design's id may be one that this reader must not see.
      href: `${designPath(messageId)}#${itemAnchor(id)}`,
      title: `${certain ? '' : 'candidate '}${kind}${status === null ? '' : `, ${status}`}: ${title}`,
    },
  }));
}

/** `?words=120-180`: words that a fact of another page came from; null when it names none in this body. */
export function wordsMark(text: string | null, body: string): Mark | null {
  const words = namedWords(text, body);
  return words === null ? null : { ...words, id: 'words', pin: null };
}

/** `120-180`: words by their offsets; null when it names none in this body. */
export function namedWords(
  text: string | null,
  body: string,
): { readonly start: number; readonly end: number } | null {
  const match = /^(\d{1,9})-(\d{1,9})$/.exec(text ?? '');
  const [start, end] = [Number(match?.[1]), Number(match?.[2])];
  return match === null || start >= end || end > body.length ? null : { start, end };
}

import { pushTo } from '@/lib/base/multimap.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import { type PatchPlace, type PatchPlaces, placesOf } from '@/lib/series/review/patch-places.ts';

/** A cover (n = 0) or patch with its text. */
export type ReviewedMember = {
  readonly messageId: MessageId;
  readonly n: number;
  readonly body: string;
  readonly isFlowed?: boolean;
};

/** The lines of a mail, those of the patches attached to it included, and the member that each is of. */
export type MemberPlaces = PatchPlaces & {
  /** Number of the member that has this line, and its first line. */
  readonly memberAt: (index: number) => { readonly n: number; readonly first: number };
};

/** The places of the members that one mail is, one behind the other: an answer quotes from all of them. */
export function placesOfMail(members: readonly ReviewedMember[]): MemberPlaces {
  const [only] = members;
  if (only !== undefined && members.length === 1) {
    return { ...placesOf(only.body, only.isFlowed), memberAt: () => ({ n: only.n, first: 0 }) };
  }
  const places: PatchPlace[] = [];
  const byKey = new Map<string, number[]>();
  const firsts: { readonly n: number; readonly first: number }[] = [];
  for (const { n, body, isFlowed } of members) {
    firsts.push({ n, first: places.length });
    for (const place of placesOf(body, isFlowed).places) {
      pushTo(byKey, place.key, places.length);
      places.push(place);
    }
  }
  const memberAt: MemberPlaces['memberAt'] = (index) =>
    firsts.findLast(({ first }) => first <= index) ?? { n: 0, first: 0 };
  return { places, byKey, memberAt };
}

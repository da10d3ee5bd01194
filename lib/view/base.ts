import type { SeriesBase } from '@/lib/series/base.ts';
import { formatCount } from '@/lib/view/count.ts';

/** Digits of a commit that are shown, as git does in the kernel. */
const COMMIT_DIGITS = 12;

/** `applies on 0123456789ab`, `applies on 0123456789ab and 2 other patches`; names what a series has to come after. */
export function describeBase({ commit, prerequisites }: SeriesBase): string {
  const count = (kind: string): number => prerequisites.filter((one) => one.kind === kind).length;
  const [patches, series, messages] = [count('patch-id'), count('change-id'), count('message')];
  const parts = [
    ...(commit === null ? [] : [commit.slice(0, COMMIT_DIGITS)]),
    ...(series === 0 ? [] : [`${series} other series`]),
    ...(patches === 0 ? [] : [formatCount(patches, 'other patch', 'other patches')]),
    ...(messages === 0 ? [] : [`what ${formatCount(messages, 'message', 'messages')} sent`]),
  ];
  const last = parts.length > 1 ? ` and ${parts.pop()}` : '';
  return `applies on ${parts.join(', ')}${last}`;
}

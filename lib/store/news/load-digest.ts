import { stateOf } from '@/lib/design/state.ts';
import {
  answersOf,
  type Digest,
  type DigestDesign,
  openPromises,
  type VersionAnswers,
  type Waiting,
} from '@/lib/judge/digest.ts';
import type { QuotedHappening } from '@/lib/judge/happenings.ts';
import type { JudgedItem } from '@/lib/judge/judged-item.ts';
import { withPostingNames } from '@/lib/judge/option-name.ts';
import { reviewSeries } from '@/lib/series/review/series-review.ts';
import { loadAttention } from '@/lib/store/design/attention.ts';
import { loadHappenings } from '@/lib/store/news/load-happenings.ts';
import { loadMovedDesigns, type MovedFilter } from '@/lib/store/news/moved-designs.ts';
import { loadSeriesTexts } from '@/lib/store/series/series-texts.ts';

const DESIGNS_MAX = 40;
const HAPPENINGS_MAX = 200;

export type DigestRequest = Omit<MovedFilter, 'most'> & {
  /** Of the person it is for (lower case); null: for nobody. */
  readonly person: readonly string[] | null;
};

/** What changed in a while, as the reader may see it. */
export async function loadDigest(asked: DigestRequest): Promise<Digest> {
  const { list, since, until, person } = asked;
  const moved = await loadMovedDesigns({ ...asked, most: DESIGNS_MAX });
  const designs: DigestDesign[] = [];
  const seen = new Set<string>();
  for (const thread of moved.threads) {
    const design = await loadOne(thread, since, until);
    // People join designs: then two of them are one.
    if (design === null || seen.has(design.state.id)) continue;
    seen.add(design.state.id);
    designs.push(design);
  }
  const left = Math.max(0, moved.count - moved.threads.length);
  return { list, since, until, designs, left, waiting: person === null ? null : await loadWaiting(person) };
}

/** Null when nothing of it changed: mail in which nobody moved anything is not told. */
async function loadOne(thread: string, since: number, until: number): Promise<DigestDesign | null> {
  const news = await loadHappenings(thread, { most: HAPPENINGS_MAX, since, at: until, series: null });
  if (news === null) return null;
  const happenings = [...news.happenings].reverse();
  if (happenings.length === 0) return null;
  const items = new Map<string, JudgedItem>(news.judged.items.map((item) => [item.id, item]));
  return {
    state: withPostingNames(stateOf(news.judged, news.series), items),
    happenings,
    promises: openPromises(news.judged.items),
    answers: await loadAnswers(happenings),
  };
}

/** Of the versions that are new. */
async function loadAnswers(happenings: readonly QuotedHappening[]): Promise<readonly VersionAnswers[]> {
  const answers: VersionAnswers[] = [];
  for (const { what } of happenings) {
    if (what.kind !== 'version' || what.series.supersedes === null) continue;
    const [earlier, later] = await loadSeriesTexts([what.series.supersedes, what.series.id]);
    if (earlier === undefined || later === undefined) continue;
    const told = answersOf(reviewSeries(earlier, null, later), earlier, later);
    if (told.points.length > 0) answers.push(told);
  }
  return answers;
}

async function loadWaiting(emails: readonly string[]): Promise<readonly Waiting[]> {
  if (emails.length === 0) return [];
  const { series, toThem, actions } = await loadAttention(emails);
  return [
    ...series.map(({ id, name, turn, turnSince }) => ({
      what: 'turn' as const,
      name,
      title: `as ${turn}`,
      since: turnSince,
      messageId: id,
    })),
    ...toThem.map(({ designName: name, title, byName, at, message }) => ({
      what: 'objection' as const,
      name,
      title: `${byName}: ${title}`,
      since: at,
      messageId: message.messageId,
    })),
    ...actions.map(({ designName: name, title, at, message }) => ({
      what: 'promise' as const,
      name,
      title,
      since: at,
      messageId: message.messageId,
    })),
  ];
}

import { describeReview, reviewData } from '@/ingest/show/show-review.ts';
import { fold } from '@/lib/base/fold.ts';
import { attachedPieces } from '@/lib/mail/patches/attached-patches.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { pathOf } from '@/lib/series/patch/patch-text.ts';
import { stateAt } from '@/lib/series/stalled.ts';
import { type FullMessage, loadMessage } from '@/lib/store/message.ts';
import type { SeriesLine } from '@/lib/store/page-rows.ts';
import type { RevertLine } from '@/lib/store/series/revert-lines.ts';
import { loadSeries, type SeriesPage } from '@/lib/store/series/series.ts';
import { type LoadedReview, loadReview } from '@/lib/store/series/series-review.ts';
import { loadThread, type ThreadEntry } from '@/lib/store/thread.ts';
import { describeBase } from '@/lib/view/base.ts';
import { describeReasons, relationWords } from '@/lib/view/chain-reasons.ts';
import { formatCount } from '@/lib/view/count.ts';
import { firstWords } from '@/lib/view/first-words.ts';
import { describeProvenance } from '@/lib/view/review.ts';
import { formatVersion, markOfState } from '@/lib/view/status.ts';
import { takenIn, takenPatches, wordsIn } from '@/lib/view/taken.ts';
import { terminalLine, terminalText } from '@/lib/view/text/terminal.ts';
import { formatTime } from '@/lib/view/time.ts';

const WIDTH = 80;
/** Deeper replies are drawn at this depth: the names must stay readable in 80 columns. */
const DEPTH_SHOWN_MAX = 12;
const FILES_SHOWN_MAX = 8;

/** Each returns the text to print, or null when there is no such thing. Mail text is made safe for a terminal. */
export async function showThread(list: string, messageId: string, json: boolean): Promise<string | null> {
  const page = await loadThread(list, messageId);
  if (page === null) return null;
  if (json) return asJson(page);
  const lines = [
    terminalLine(page.subject, WIDTH),
    `${page.messageCount} ${page.messageCount === 1 ? 'message' : 'messages'} on ${list}`,
    ...(page.failure === null
      ? []
      : fold(`Its series could not be told, a defect of Docket: ${terminalText(page.failure)}`, WIDTH)),
    '',
  ];
  for (const series of page.series) {
    const state = stateNow(series);
    const { shape } = markOfState(state);
    lines.push(terminalLine(`${shape} ${formatVersion(series)} ${series.name}, ${state}`, WIDTH));
  }
  if (page.series.length > 0) lines.push('');
  for (const entry of page.entries) lines.push(describeEntry(entry));
  if (page.nodeCount > page.entries.length) {
    lines.push(`(${page.entries.length} of ${page.nodeCount} places; the page shows all)`);
  }
  return `${lines.join('\n')}\n`;
}

function describeEntry({ message, messageId, depth }: ThreadEntry): string {
  const indent = '  '.repeat(Math.min(depth, DEPTH_SHOWN_MAX));
  if (message === null)
    return `${' '.repeat(17)}${indent}[not in the archive] ${terminalLine(messageId, 40)}`;
  const time = message.at === null ? ' '.repeat(16) : formatTime(message.at);
  const words = firstWords({ body: message.body, segments: splitSegments(message.body) }) || message.subject;
  const text = terminalLine(`${message.fromName || message.fromEmail}: ${words}`, WIDTH - 17 - indent.length);
  return `${time} ${indent}${text}`;
}

export async function showMessage(list: string, messageId: string, json: boolean): Promise<string | null> {
  const page = await loadMessage(list, messageId);
  if (page === null) return null;
  if (json) return asJson(page);
  return page.messages.map(describeMessage).join(`\n${'-'.repeat(WIDTH)}\n`);
}

function describeMessage(message: FullMessage): string {
  const people = (mailboxes: FullMessage['to']): string =>
    mailboxes.map(({ name, email }) => (name === '' ? email : `${name} <${email}>`)).join(', ');
  const fields = [
    ['From', people([{ name: message.fromName, email: message.fromEmail }])],
    ['To', people(message.to)],
    ['Cc', people(message.cc)],
    ['Date', message.sentAt === null ? '' : `${formatTime(message.sentAt)} UTC`],
    ['Subject', message.subject],
    ['Message-ID', `<${message.messageId}>`],
    ...message.problems.map(({ code, detail }) => ['Problem', `${code}: ${detail}`]),
  ];
  const head = fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${terminalText(value ?? '').replaceAll('\n', ' ')}\n`);
  const all = message.attached ?? '';
  const attached = attachedPieces(all, message.patches ?? []).map(({ start, end, head }) => {
    const said = head === null ? 'words beside the patches' : head.fileName || head.title || 'a patch';
    return `\n[attached: ${terminalLine(said, WIDTH - 12)}]\n${terminalText(all.slice(start, end))}`;
  });
  return `${head.join('')}\n${terminalText(message.body)}${attached.join('')}`;
}

export async function showSeries(messageId: string, json: boolean): Promise<string | null> {
  const page = await loadSeries(messageId);
  if (page === null) return null;
  const review = await loadReview(page);
  if (json) return asJson({ ...page, review: review === null ? null : reviewData(review) });
  const { series, chain } = page;
  const lines = [
    terminalLine(series.name, WIDTH),
    terminalLine(`${formatVersion(series)} by ${series.authorName}, ${formatTime(series.sentAt)} UTC`, WIDTH),
    describeState(series),
    ...(review === null || review.base === null ? [] : [terminalLine(describeBase(review.base), WIDTH)]),
    '',
    ...chain.flatMap((other) => describeVersion(other, other.id === series.id)),
    '',
    ...describeReverts(page),
    ...describeLinks(page.links),
    ...page.patches.flatMap((patch) => describePatch(patch, series.total, review)),
    ...describeTaken(page),
    ...(review === null ? [] : describeReview(review, WIDTH)),
  ];
  return `${lines.join('\n')}\n`;
}

/** As the pages have it: one that waits for long is stalled. */
function stateNow({ state, movedAt }: Pick<SeriesLine, 'state' | 'movedAt'>): string {
  return stateAt(state, movedAt, Date.now());
}

function describeState(series: SeriesPage['series']): string {
  const now = stateNow(series);
  const before = now === series.state ? '' : `${series.state}, `;
  return `${markOfState(now).shape} ${now} (${before}${series.stateRule})`;
}

/** In columns: version, when, state, how much was said; below another one what `docket show series` takes. */
function describeVersion(series: SeriesPage['chain'][number], isShown: boolean): readonly string[] {
  const now = stateNow(series);
  const state = `${markOfState(now).shape} ${now}`.padEnd(20);
  const replies = formatCount(series.replies, 'reply', 'replies');
  const columns = `${formatVersion(series).padEnd(7)} ${formatTime(series.sentAt)}  ${state} ${replies}`;
  return isShown ? [`> ${columns}`] : [`  ${columns}`, `${' '.repeat(10)}${terminalText(series.id)}`];
}

/** Other approaches and guesses; the versions above say the rest. */
function describeLinks(links: SeriesPage['links']): readonly string[] {
  const shown = links.filter(({ relation, holds }) => relation === 'follows' || !holds);
  const lines = shown.map((link) => {
    const words = `${relationWords(link)} ${formatVersion(link.series)} ${link.series.name}`;
    const why = terminalLine(describeReasons(link.reasons), WIDTH - 2);
    return `${terminalLine(words, WIDTH)}\n  ${why}\n  ${terminalText(link.series.id)}`;
  });
  return lines.length === 0 ? [] : [...lines, ''];
}

/** Who took it, where and when, with the words that say so. */
function describeTaken({ taken, series }: SeriesPage): readonly string[] {
  const lines = taken.flatMap((one) => {
    const { message, patches } = one;
    const when = message.at === null ? ' '.repeat(16) : formatTime(message.at);
    const who = message.fromName || message.fromEmail;
    const head = [when, takenIn(one), takenPatches(patches, series.total), who].filter((word) => word !== '');
    return [terminalLine(head.join(' '), WIDTH), `  ${terminalLine(wordsIn(one), WIDTH - 2)}`];
  });
  return lines.length === 0 ? [] : ['', ...lines];
}

/** What reverts it, when and in which words, and what it reverts. */
function describeReverts({ revertedBy, reverts }: SeriesPage): readonly string[] {
  const lineOf = (relation: string, one: RevertLine): readonly string[] => {
    const when = one.message === null || one.message.at === null ? '' : `${formatTime(one.message.at)} `;
    const counted = takenPatches(one.patches, one.total);
    const head = `${when}${relation} ${one.series.name}${counted === '' ? '' : ` ${counted}`}`;
    const words = wordsIn(one);
    return [terminalLine(head, WIDTH), ...(words === '' ? [] : [`  ${terminalLine(words, WIDTH - 2)}`])];
  };
  const lines = [
    ...revertedBy.flatMap((one) =>
      lineOf(one.message === null ? 'a patch to revert it:' : 'reverted by', one),
    ),
    ...reverts.flatMap((one) => lineOf('reverts', one)),
  ];
  return lines.length === 0 ? [] : [...lines, ''];
}

function describePatch(
  patch: SeriesPage['patches'][number],
  total: number,
  review: LoadedReview,
): readonly string[] {
  const number = `${patch.n}/${total}`.padStart(6);
  if (patch.messageId === null) return [`${number} (did not arrive)`];
  const reviewed = review?.patches.get(patch.n);
  const files = (reviewed?.patch?.files ?? [])
    .slice(0, FILES_SHOWN_MAX)
    .map((file) => `         ${terminalLine(`${pathOf(file)} +${file.added} -${file.deleted}`, WIDTH - 9)}`);
  const tags = (reviewed?.trailers ?? []).map((trailer) => {
    const where = describeProvenance(trailer);
    const text = `${trailer.name}: ${trailer.value}${where === '' ? '' : ` (${where})`}`;
    return `         ${terminalLine(text, WIDTH - 9)}`;
  });
  return [`${number} ${terminalLine(patch.name, WIDTH - 7)}`, ...files, ...tags];
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

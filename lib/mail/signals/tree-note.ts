import { idInAddress } from '@/lib/mail/citations/citations.ts';
import type { MessageId } from '@/lib/mail/email.ts';
import type { Citation, MessageFacts, Signal, TreeNote } from '@/lib/mail/facts.ts';
import { toMessageId } from '@/lib/mail/fields/message-id.ts';
import { readCommitMail } from '@/lib/mail/signals/commit-mail.ts';
import { thankedTitles } from '@/lib/mail/signals/thanks.ts';
import type { Trailer } from '@/lib/mail/trailers.ts';

type Told = Pick<TreeNote, 'tree' | 'kind' | 'backport' | 'start' | 'end'> & {
  /** Null where it stands below the header of the commit. */
  readonly title: string | null;
};

/** A patch that is sent along with a pull request: what it is called there, and the address of who sends it. */
export type Pulled = { readonly title: string; readonly sender: string };

type Form = {
  /** As findRobot and findScript name it. */
  readonly robot: string;
  readonly read: (head: string) => Told | null;
};

/** Robots and scripts that tell of what trees took, and of nothing else. */
const OF_TREES: ReadonlySet<string> = new Set([
  ...['mm-commits', 'tip-bot', 'tree robot', 'media tree', 'commit mail', 'patchwork-bot', 'pr-tracker-bot'],
]);

/** Whether a message tells what a tree took or let go: a thread of such alone is no discussion. */
export function tellsOfTree({ robot, note }: Pick<MessageFacts, 'robot' | 'note'>): boolean {
  return note !== undefined || (robot !== null && OF_TREES.has(robot));
}

/** The words stand in the first lines; a title has a line of its own. */
const HEAD_MAX = 4_000;
/** Longer than the commit messages of any tree we know; behind it no `Link:` is looked for. */
const MESSAGE_MAX = 100_000;
/** Longer lines are no trailers: an address is at most three times an id of 998 bytes. */
const LINE_MAX = 3_200;
/** A commit that names more is an attack; it would tie as many threads to each other. */
const IDS_MAX = 10;
const LINES_ABOVE_TITLE_MAX = 30;

const MM = new RegExp(
  '^The (?:quilt )?patch titled\\n[ \\t]{1,10}Subject: (?<title>.{1,500})\\n' +
    '(?<words>has been (?<verb>added to|removed from) the -mm (?:\\S{1,60} branch|tree))\\.',
);
/** Behind `removed`: -mm calls a patch dropped that went on into a branch which is not made anew. */
const MM_REASON =
  /\nThis patch was dropped because (?<kept>it was (?:merged|folded) into )?.{1,300}(?:\nof .{1,300})?/;
const TIP = /^(?<words>The following commit has been merged into the (?<branch>\S{1,100}) branch of tip)[:.]/;
const NOTE = new RegExp(
  "^(?<words>This is a note to let you know that I've just (?<verb>added|removed|dropped) the patch titled" +
    '\\n\\n[ \\t]{1,8}(?<title>.{1,500})\\n\\n' +
    '(?:to|from) (?:the (?<stable>\\S{1,20}-stable) tree|my (?<own>\\S{1,40}) git tree))',
);
const NOTE_BRANCH = /\nin the (?<branch>\S{1,60}) branch\./;
const MEDIA = new RegExp(
  '^(?<words>This is an automatic generated email to let you know that ' +
    'the following patch(?:es)? w(?:ere|as) queued)' +
    '[^\\n]{0,200}(?:\\n[^\\n]{1,200}){0,2}\\n\\nSubject: (?<title>.{1,500})\\n',
);

/** Mails of trees, each with the form that its script gives it. */
const FORMS: readonly Form[] = [
  { robot: 'mm-commits', read: readMm },
  { robot: 'tip-bot', read: readTip },
  { robot: 'tree robot', read: readNote },
  { robot: 'media tree', read: readMedia },
];

const AUTHOR = /^(?:From|Author):[ \t]{1,12}.{0,200}<(?<email>[^<>\s]{3,254})>$/m;
const SOURCE = /^(?<name>Link|Message-ID):[ \t]{0,10}<?(?<value>[^\s<>]{3,3100})>?[ \t]*$/i;
/** What b4, the scripts of -mm and of tip make; people copy addresses with the name of a list. */
const TOOL_ADDRESS = /^https?:\/\/(?:(?:lore|lkml)\.kernel\.org\/r\/|(?:patch\.)?msgid\.link\/)/i;

/**
 * What a tree tells in a mail of its own: that it took a commit, or let it go, and which mails the trailers of the
 * commit name. Null for everything else: in the mail of a person an address is a reference. The rest of the arguments
 * is of the body. Time is linear in the body.
 */
export function findTreeNote(
  body: string,
  robot: string | null,
  {
    citations,
    signals,
    trailers,
    pulled,
  }: {
    readonly citations: readonly Citation[];
    readonly signals: readonly Signal[];
    readonly trailers: readonly Trailer[];
    readonly pulled: Pulled | null;
  },
): TreeNote | null {
  if (pulled !== null) return readPulled(body, pulled);
  if (robot === 'commit mail') return readCommitMail(body, trailers);
  const form = FORMS.find((one) => one.robot === robot);
  if (form === undefined) return readThankNote(body, robot, citations, signals);
  const skipped = body.length - body.trimStart().length;
  const told = form.read(body.slice(skipped, skipped + HEAD_MAX));
  if (told === null) return null;
  const message = body.slice(skipped, skipped + MESSAGE_MAX);
  const { ids, isSource } = readSources(message);
  const title = told.title ?? titleBelowHeader(message);
  if (ids.length === 0 || title === null) return null;
  const { tree, kind, backport, start, end } = told;
  return {
    tree,
    kind,
    titles: [title],
    ids,
    start: start + skipped,
    end: end + skipped,
    author: AUTHOR.exec(message)?.groups?.['email']?.toLowerCase() ?? null,
    ...(backport === undefined ? {} : { backport }),
    ...(isSource ? { isSource } : {}),
  };
}

function readMm(head: string): Told | null {
  const found = MM.exec(head);
  if (found === null) return null;
  const { title = '', words = '', verb } = found.groups ?? {};
  const at = found[0].length - words.length - 1;
  const added = { tree: 'mm', title, kind: 'taken', start: at, end: at + words.length } as const;
  if (verb === 'added to') return added;
  const reason = MM_REASON.exec(head);
  if (reason === null) return { ...added, kind: 'dropped' };
  const kind = reason.groups?.['kept'] === undefined ? 'dropped' : 'taken';
  return { ...added, kind, start: reason.index + 1, end: reason.index + reason[0].length };
}

function readTip(head: string): Told | null {
  const { words, branch } = TIP.exec(head)?.groups ?? {};
  if (words === undefined) return null;
  return { tree: `tip ${branch}`, title: null, kind: 'taken', start: 0, end: words.length };
}

function readNote(head: string): Told | null {
  const found = NOTE.exec(head);
  if (found === null) return null;
  const { words = '', verb, title = '', stable, own } = found.groups ?? {};
  const kind = verb === 'added' ? 'taken' : 'dropped';
  const told = { title, kind, start: 0, end: words.length } as const;
  if (stable !== undefined) return { ...told, tree: stable, backport: true };
  return { ...told, tree: NOTE_BRANCH.exec(head)?.groups?.['branch'] ?? `${own}` };
}

function readMedia(head: string): Told | null {
  const { words, title } = MEDIA.exec(head)?.groups ?? {};
  if (words === undefined || title === undefined) return null;
  return { tree: 'media', title, kind: 'taken', start: 0, end: words.length };
}

/** A maintainer took what he asks others to pull. */
function readPulled(body: string, { title, sender }: Pulled): TreeNote | null {
  const { ids, isSource, start, end } = readSources(body.slice(0, MESSAGE_MAX));
  if (ids.length === 0) return null;
  const [above = ''] = body.trimStart().slice(0, HEAD_MAX).split('\n\n', 1);
  const author = AUTHOR.exec(above)?.groups?.['email']?.toLowerCase() ?? sender;
  const told = { tree: 'pull request', kind: 'taken', titles: [title], ids, author, start, end } as const;
  return isSource ? { ...told, isSource } : told;
}

/** The first line below the lines `Commit-ID: ...` to `CommitterDate: ...`, which are the second block of the mail. */
function titleBelowHeader(message: string): string | null {
  const lines = message.split('\n', LINES_ABOVE_TITLE_MAX);
  const header = lines.indexOf('') + 1;
  const below = lines.indexOf('', header) + 1;
  const title = header === 0 || below === 0 ? '' : (lines[below] ?? '').slice(0, 500);
  return title.trim() === '' ? null : title;
}

type Sources = {
  readonly ids: readonly MessageId[];
  readonly isSource: boolean;
  /** Of the last line that names one. */
  readonly start: number;
  readonly end: number;
};

/** The mails that `Link:` and `Message-ID:` lines above the patch name; none where they name too many. */
function readSources(message: string): Sources {
  const ids = new Set<MessageId>();
  let isSource = false;
  let last = { start: 0, end: 0 };
  for (let start = 0; start < message.length; ) {
    const newline = message.indexOf('\n', start);
    const end = newline === -1 ? message.length : newline;
    if (message.startsWith('---\n', start) || message.startsWith('diff --git ', start)) break;
    const groups = end - start > LINE_MAX ? undefined : SOURCE.exec(message.slice(start, end))?.groups;
    const id = groups === undefined ? null : sourceIn(groups['name'] ?? '', groups['value'] ?? '');
    if (id !== null) {
      ids.add(id);
      if (ids.size > IDS_MAX) return { ids: [], isSource: false, ...last };
      last = { start, end };
      isSource =
        TOOL_ADDRESS.test(groups?.['value'] ?? '') || groups?.['name']?.toLowerCase() === 'message-id';
    }
    start = end + 1;
  }
  return { ids: [...ids], isSource: isSource && ids.size === 1, ...last };
}

function sourceIn(name: string, value: string): MessageId | null {
  if (name.toLowerCase() !== 'link') return value.includes('@') ? toMessageId(value) : null;
  return /^https?:\/\//i.test(value) ? idInAddress(value.replace(/[#?].*$/s, '')) : null;
}

/**
 * Thanks with a list of patches and their commits, as b4 ty and patchwork-bot write: what it says of a posting that it
 * names by its address, or in whose thread it stands, which the reader of the thread knows.
 */
function readThankNote(
  body: string,
  robot: string | null,
  citations: readonly Citation[],
  signals: readonly Signal[],
): TreeNote | null {
  if (citations.length > IDS_MAX) return null;
  if (robot !== null && robot !== 'patchwork-bot') return null;
  const applied = signals.find(({ kind }) => kind === 'applied' || kind === 'applied-in-part');
  const titles = applied === undefined ? [] : thankedTitles(body);
  if (applied === undefined || applied.end > HEAD_MAX || titles.length === 0) return null;
  const { start, end } = applied;
  const ids = [...new Set(citations.map(({ id }) => id))];
  return { tree: '', kind: 'taken', thanks: true, titles, author: null, ids, start, end };
}

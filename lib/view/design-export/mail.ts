import { isLikely } from '@/lib/design/likely.ts';
import type { Mailbox } from '@/lib/mail/email.ts';
import { formatCount } from '@/lib/view/count.ts';
import type {
  DesignDocument,
  DocumentEvent,
  DocumentItem,
  DocumentOption,
  DocumentStance,
} from '@/lib/view/design-export/document.ts';
import { foldedField, foldedMailboxes, foldedText } from '@/lib/view/design-export/mail-fields.ts';
import {
  type DocumentEvidence,
  evidenceReason,
  evidenceText,
} from '@/lib/view/design-export/model-evidence.ts';
import { type Prefixes, wrapColumns } from '@/lib/view/design-export/wrap-columns.ts';
import { describeEvent } from '@/lib/view/event-words.ts';
import { formatMailDate } from '@/lib/view/mail/mail-header.ts';
import { formatVersion } from '@/lib/view/status.ts';
import { shownName } from '@/lib/view/subject.ts';
import { terminalText } from '@/lib/view/text/terminal.ts';

/** Mail as lists want it: what is quoted twice still fits on a terminal of 80 columns. */
const WIDTH = 72;
const OPTIONS_MAX = 12;
const PER_OPTION_MAX = 8;
const STRATEGIES_MAX = 3;
const PER_SECTION_MAX = 20;
const QUOTE_MAX = 400;

type Envelope = {
  /** Null: the program that sends it says who. */
  readonly from: Mailbox | null;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  /** Epoch milliseconds. */
  readonly date: number;
  /** Where this Docket is served, without a path; null: not known. */
  readonly origin: string | null;
};

/**
 * A summary of a design as a mail that answers its newest posting: likely items, the words that opened each option,
 * Message-IDs as notes at the end. No line is wider than 72 columns, but the Message-IDs of the header, which cannot
 * be folded. Everything that comes from a mail stands behind an indent or a quote mark, so nothing in it begins a line:
 * no `From `, no signature mark, no `#docket` line. Lines end with LF, as git send-email and mutt read files; without a
 * Message-ID, which the program that sends it gives.
 */
export function designMail(document: DesignDocument, { from, to, cc, date, origin }: Envelope): string {
  const body = bodyOf(document, origin ?? '');
  const newest = document.series.at(-1)?.id ?? document.id;
  const isAscii = /^[\n\x20-\x7e]*$/.test(body);
  const head = [
    from === null ? '' : foldedMailboxes('From', [from]),
    to.length === 0 ? '' : foldedMailboxes('To', to),
    cc.length === 0 ? '' : foldedMailboxes('Cc', cc),
    foldedText('Subject', `State of the design: ${document.name}`),
    foldedField('Date', [formatMailDate(date)]),
    foldedField('In-Reply-To', [idOf(newest)]),
    foldedField('References', [...new Set([document.id, newest])].map(idOf)),
    foldedField('MIME-Version', ['1.0']),
    foldedField('Content-Type', ['text/plain;', 'charset=utf-8']),
    foldedField('Content-Transfer-Encoding', [isAscii ? '7bit' : '8bit']),
    foldedField('X-Unsent', ['1']),
  ];
  return `${head.join('')}\n${body}`;
}

/** The notes at the end: each message has one number, given when it is first named. */
type Notes = { readonly of: (messageId: string) => string; readonly lines: () => readonly string[] };

function makeNotes(): Notes {
  const numbers = new Map<string, number>();
  return {
    of: (messageId) => {
      const known = numbers.get(messageId) ?? numbers.size + 1;
      numbers.set(messageId, known);
      return `[${known}]`;
    },
    lines: () => {
      const width = String(numbers.size).length + 2;
      const rest = ' '.repeat(width + 1);
      return [...numbers].flatMap(([id, n]) =>
        wrap(idOf(id), { first: `${`[${n}]`.padStart(width)} `, rest }),
      );
    },
  };
}

function bodyOf(document: DesignDocument, origin: string): string {
  const { name, lists, asOf, lastAt, summary, options, items } = document;
  const notes = makeNotes();
  const byId = new Map(items.map((item) => [item.id, item]));
  const held = options.filter((option) => option.held && option.likely);
  const shown = held.slice(0, OPTIONS_MAX);
  const left = options.length - shown.length;
  const lines = [
    ...wrap(shownName(name), INDENT),
    '',
    ...wrap(`as of ${timeOf(asOf ?? lastAt)} UTC, on ${lists.join(', ')}`, INDENT),
    ...wrap(summary, INDENT),
    ...(items.some((item) => isLikely(item) && !item.certain) ? wrap(UNSURE, INDENT) : []),
    ...versionLines(document, notes),
    '',
    'OPTIONS',
    ...(shown.length === 0 ? ['', '  none'] : []),
    ...shown.flatMap((option, index) => optionLines(document, byId, option, index + 1, { notes, origin })),
    ...(left > 0 ? ['', `  ${formatCount(left, 'more', 'more')}, most of them candidates`] : []),
    ...section(document, 'question', 'QUESTIONS', notes),
    ...section(document, 'action', 'ACTIONS', notes),
    ...section(document, 'decision', 'DECISIONS', notes),
    '',
    'MESSAGE-IDS',
    '',
    ...notes.lines(),
  ];
  return `${lines.join('\n')}\n`;
}

/** What a percentage means, for who never saw the page. */
const UNSURE = 'Items with a percentage were found by a program that is not certain of them.';

const INDENT: Prefixes = { first: '  ', rest: '  ' };

function versionLines({ series }: DesignDocument, notes: Notes): readonly string[] {
  if (series.length === 0) return [];
  return [
    '',
    'VERSIONS',
    '',
    ...series.flatMap((one) => {
      const first = `  ${dayOf(one.sentAt)}  `;
      const text = `${formatVersion(one)}, ${one.state.replaceAll('-', ' ')}: ${one.name} ${notes.of(one.id)}`;
      return wrap(text, { first, rest: ' '.repeat(first.length) });
    }),
  ];
}

function optionLines(
  document: DesignDocument,
  byId: ReadonlyMap<string, DocumentItem>,
  option: DocumentOption,
  n: number,
  { notes, origin }: { readonly notes: Notes; readonly origin: string },
): readonly string[] {
  const found = (ids: readonly string[]): readonly DocumentItem[] =>
    ids.flatMap((id) => byId.get(id) ?? []).filter(isLikely);
  const mention = option.mentions.flatMap((id) => byId.get(id) ?? [])[0];
  const said = [...found(option.objections), ...found(option.endorsements)];
  const because = option.because === null ? '' : `, ${reasonOf(document, option.because)}`;
  const number = `${n}.`.padEnd(4);
  const more = said.length - PER_OPTION_MAX;
  return [
    '',
    ...wrap(option.title, { first: number, rest: '    ' }),
    ...wrap(`${option.status}${because}`, { first: '    ', rest: '    ' }),
    ...wrap(`for: ${peopleOf(option.for)}`, { first: '    ', rest: '      ' }),
    ...wrap(`against: ${peopleOf(option.against)}`, { first: '    ', rest: '      ' }),
    ...option.evidence.slice(0, STRATEGIES_MAX).flatMap((one) => evidenceLines(one, origin)),
    ...(mention === undefined ? [] : quoteLines(mention, notes)),
    ...said.slice(0, PER_OPTION_MAX).flatMap((item) => itemLines(document, item, notes, '    ')),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ];
}

/** The address in angle brackets, in which line ends mean nothing (RFC 3986, appendix C). */
function evidenceLines(evidence: DocumentEvidence, origin: string): readonly string[] {
  const { code, strategy, counterexample } = evidence;
  const facts = `model: ${code} ${strategy} (${evidenceReason(evidence)}), ${evidenceText(evidence)}`;
  const lines = wrap(facts, { first: '    ', rest: '      ' });
  if (counterexample === null) return lines;
  const { scenario, violations, address } = counterexample;
  const rest: Prefixes = { first: '      ', rest: '      ' };
  return [
    ...lines,
    ...wrap(`counterexample: ${scenario}, ${violations.join(', ')}`, rest),
    ...wrap(`<${origin}${address}>`, rest),
  ];
}

/** The words, quoted as in a reply, and who wrote them. */
function quoteLines(item: DocumentItem, notes: Notes): readonly string[] {
  const words = item.quote.replace(/\s+/g, ' ').trim();
  const text = words.length > QUOTE_MAX ? `${[...words].slice(0, QUOTE_MAX).join('')} ...` : words;
  const who = `${item.by.name || item.by.email}, ${dayOf(item.at)} ${notes.of(item.messageId)}:`;
  return [...wrap(who, { first: '    ', rest: '    ' }), ...wrap(text, { first: '    > ', rest: '    > ' })];
}

function section(
  document: DesignDocument,
  kind: DocumentItem['kind'],
  title: string,
  notes: Notes,
): readonly string[] {
  const own = document.items.filter((item) => item.kind === kind && isLikely(item));
  if (own.length === 0) return [];
  const sorted = [...own].sort((a, b) => Number(a.status !== 'open') - Number(b.status !== 'open'));
  const more = sorted.length - PER_SECTION_MAX;
  return [
    '',
    title,
    '',
    ...sorted.slice(0, PER_SECTION_MAX).flatMap((item) => itemLines(document, item, notes, '  ')),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function itemLines(
  document: DesignDocument,
  item: DocumentItem,
  notes: Notes,
  indent: string,
): readonly string[] {
  const { kind, status, blocking, owner, origin, events, certain, confidence } = item;
  const what = kind === 'objection' ? ' objection' : '';
  const label =
    kind === 'endorsement' ? 'agrees' : `${blocking ? 'blocking ' : ''}${status ?? 'settled'}${what}`;
  const who = kind === 'action' ? `${owner ?? '?'}, ${origin === 'request' ? 'asked' : 'promised'}: ` : '';
  const last = events.at(-1);
  const done =
    last === undefined || last.rule === 'said' ? '' : `; ${last.status} ${reasonOf(document, last)}`;
  const said = `${item.by.name || item.by.email}, ${dayOf(item.at)} ${notes.of(item.messageId)}${done}`;
  const unsure = certain ? '' : `, ${Math.round(confidence * 100)} %`;
  return wrap(`${label}${unsure}: ${who}${item.title} (${said})`, {
    first: `${indent}- `,
    rest: `${indent}  `,
  });
}

function peopleOf(stances: readonly DocumentStance[]): string {
  if (stances.length === 0) return 'nobody';
  return stances
    .map(({ person, trailer }) => `${person.name || person.email}${trailer === null ? '' : ` (${trailer})`}`)
    .join(', ');
}

function reasonOf({ series }: DesignDocument, event: DocumentEvent): string {
  const posting = series.find(({ id }) => id === event.series);
  const words = describeEvent(event.rule, posting === undefined ? null : formatVersion(posting));
  return `${dayOf(event.at)}, ${words}`;
}

function wrap(text: string, prefixes: Prefixes): readonly string[] {
  return wrapColumns(terminalText(text.toWellFormed().replace(/\s+/g, ' ').trim()), WIDTH, prefixes);
}

function idOf(messageId: string): string {
  return `<${messageId.replace(/[\p{Cc}\p{Cs}\s]/gu, '')}>`;
}

function dayOf(iso: string): string {
  return iso.slice(0, iso.indexOf('T'));
}

function timeOf(iso: string): string {
  return iso.slice(0, -8).replace('T', ' ');
}

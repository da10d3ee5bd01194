import { strategyPath } from '@/lib/view/check/run-address.ts';
import { formatCount } from '@/lib/view/count.ts';
import type {
  DesignDocument,
  DocumentItem,
  DocumentOption,
  DocumentSeries,
  DocumentStance,
} from '@/lib/view/design-export/document.ts';
import { markdownLink, markdownText } from '@/lib/view/design-export/markdown-text.ts';
import {
  type DocumentEvidence,
  evidenceReason,
  evidenceText,
} from '@/lib/view/design-export/model-evidence.ts';
import { describeEvent } from '@/lib/view/event-words.ts';
import { formatVersion, markOfState } from '@/lib/view/status.ts';

/** Absolute addresses: the text is read elsewhere. */
export type Addresses = {
  readonly message: (messageId: string) => string;
  readonly series: (id: string) => string;
  /** Of a path of this Docket; null: where it is served is not known. */
  readonly docket: (path: string) => string | null;
  /** Of the page that this is; null when there is none. */
  readonly page: string | null;
};

/** CommonMark, every word of a mail escaped (markdown-text.ts). */
export function designMarkdown(document: DesignDocument, addresses: Addresses): string {
  const { name, lists, asOf, lastAt, summary, series, options, items } = document;
  const held = options.filter((option) => option.held && option.likely);
  const others = options.filter((option) => !held.includes(option));
  const when = timeOf(asOf ?? lastAt);
  const byId = new Map(items.map((item) => [item.id, item]));
  const page = addresses.page === null ? '' : ` ${markdownLink('the page', addresses.page)}`;
  const ofKind = (kind: keyof typeof TITLES): readonly string[] =>
    section(kind, items, (item) => itemLine(document, item, addresses));
  const lines = [
    `# ${name.trim() === '' ? '(no name)' : markdownText(name)}`,
    '',
    `State of the design as of ${when} UTC, on ${lists.map(markdownText).join(', ')}.${page}`,
    '',
    markdownText(summary),
    ...(series.length === 0 ? [] : ['', '## Versions', '']),
    ...series.map((one) => versionLine(one, addresses)),
    '',
    '## Options',
    ...(held.length === 0 ? ['', 'None.'] : []),
    ...held.flatMap((option, index) => optionLines(document, byId, option, index + 1, addresses)),
    ...(others.length === 0
      ? []
      : [
          '',
          `${formatCount(others.length, 'candidate', 'candidates')}, doubtful or answered by nobody:`,
          '',
          ...others.flatMap((option) => [
            `- ${markdownText(option.title)}`,
            ...option.evidence.map((one) => `  - model: ${evidenceLine(one, addresses)}`),
          ]),
        ]),
    ...ofKind('question'),
    ...ofKind('action'),
    ...ofKind('decision'),
  ];
  return `${lines.join('\n')}\n`;
}

const TITLES = { question: 'Questions', action: 'Actions', decision: 'Decisions' } as const;

function section(
  kind: keyof typeof TITLES,
  items: readonly DocumentItem[],
  line: (item: DocumentItem) => string,
): readonly string[] {
  const own = items.filter((item) => item.kind === kind);
  if (own.length === 0) return [];
  // What is certain and still to be done first, as on the page.
  const rank = ({ certain, status }: DocumentItem): number => (certain ? 0 : 2) + (status === 'open' ? 0 : 1);
  const sorted = [...own].sort((a, b) => rank(a) - rank(b));
  return ['', `## ${TITLES[kind]}`, '', ...sorted.map(line)];
}

function versionLine(series: DocumentSeries, { series: pathOf }: Addresses): string {
  const state = `${markOfState(series.state).shape} ${series.state.replaceAll('-', ' ')}`;
  const link = markdownLink(`${formatVersion(series)} ${series.name}`, pathOf(series.id));
  return `- ${link}, ${state}, ${dayOf(series.sentAt)}`;
}

function optionLines(
  document: DesignDocument,
  byId: ReadonlyMap<string, DocumentItem>,
  option: DocumentOption,
  n: number,
  addresses: Addresses,
): readonly string[] {
  const found = (ids: readonly string[]): readonly DocumentItem[] => ids.flatMap((id) => byId.get(id) ?? []);
  const [mention] = found(option.mentions);
  const because = option.because === null ? '' : `, ${reasonOf(document, option.because)}`;
  const list = (title: string, items: readonly DocumentItem[]): readonly string[] =>
    items.length === 0
      ? []
      : ['', `${title}:`, '', ...items.map((item) => itemLine(document, item, addresses))];
  return [
    '',
    `### ${n}. ${markdownText(option.title)}`,
    '',
    `${markOfState(option.status).shape} ${option.status}${because}`,
    '',
    `- for: ${peopleOf(option.for, addresses)}`,
    `- against: ${peopleOf(option.against, addresses)}`,
    `- silent: ${peopleOf(option.silent, addresses)}`,
    ...option.evidence.map((one) => `- model: ${evidenceLine(one, addresses)}`),
    ...(mention === undefined
      ? []
      : ['', `> ${markdownText(mention.quote)}`, '>', `> ${sourceOf(mention, addresses)}`]),
    ...list('Objections', found(option.objections)),
    ...list('Endorsements', found(option.endorsements)),
    ...list('Questions', found(option.questions)),
  ];
}

function peopleOf(stances: readonly DocumentStance[], { message }: Addresses): string {
  if (stances.length === 0) return 'nobody';
  return stances
    .map(({ person, messageId, trailer }) => {
      const name = person.name || person.email;
      const text = messageId === null ? markdownText(name) : markdownLink(name, message(messageId));
      return trailer === null ? text : `${text} (${markdownText(trailer)})`;
    })
    .join(', ');
}

/** Names of strategies and scenarios are ours, so the address may stand as code where it leads nowhere. */
function evidenceLine(evidence: DocumentEvidence, { docket }: Addresses): string {
  const { code, strategy, counterexample } = evidence;
  const linked = (text: string, path: string): string => {
    const url = docket(path);
    return url === null ? markdownText(text) : markdownLink(text, url);
  };
  const said = `${linked(`${code} ${strategy}`, strategyPath(strategy))} (${evidenceReason(evidence)})`;
  const facts = `${said}, ${markdownText(evidenceText(evidence))}`;
  if (counterexample === null) return facts;
  const { scenario, violations, address } = counterexample;
  const where = docket(address) === null ? `, \`${address}\`` : '';
  return `${facts}; shortest counterexample: ${linked(scenario, address)} (${violations.join(', ')})${where}`;
}

function itemLine(document: DesignDocument, item: DocumentItem, { message }: Addresses): string {
  const last = item.events.at(-1);
  const outcome =
    last === undefined || last.rule === 'said' ? '' : ` → ${last.status}, ${reasonOf(document, last)}`;
  return `- ${labelOf(item)}${markdownLink(item.title, message(item.messageId))}, ${authorOf(item)}${outcome}`;
}

/** What it is and has come to, before its title; a candidate with its probability. */
function labelOf({ status, blocking, certain, confidence, kind, owner, origin }: DocumentItem): string {
  const how = origin === 'request' ? 'asked' : 'promised';
  const who = kind === 'action' ? ` (${markdownText(owner ?? '?')}, ${how})` : '';
  const words = [
    blocking ? 'blocking' : '',
    status === null ? '' : `${markOfState(status).shape} ${status}`,
    certain ? '' : `(candidate, ${Math.round(confidence * 100)} %)`,
  ].filter((word) => word !== '');
  const label = `${words.join(' ')}${who}`;
  return label === '' ? '' : `${label}: `;
}

function sourceOf(item: DocumentItem, { message }: Addresses): string {
  return `${markdownLink(item.by.name || item.by.email, message(item.messageId))}, ${timeOf(item.at)}`;
}

function authorOf({ by, at }: DocumentItem): string {
  return `${markdownText(by.name || by.email)}, ${dayOf(at)}`;
}

/** `2024-08-22: taken up in v1`. */
function reasonOf({ series }: DesignDocument, event: NonNullable<DocumentOption['because']>): string {
  const posting = series.find(({ id }) => id === event.series);
  const words = describeEvent(event.rule, posting === undefined ? null : formatVersion(posting));
  return `${dayOf(event.at)}: ${markdownText(words)}`;
}

function dayOf(iso: string): string {
  return iso.slice(0, iso.indexOf('T'));
}

function timeOf(iso: string): string {
  return iso.slice(0, -8).replace('T', ' ');
}

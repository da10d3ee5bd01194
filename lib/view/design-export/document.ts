import type { PlacedItem } from '@/lib/design/extract.ts';
import { isTakenUp } from '@/lib/design/held.ts';
import type { StatusEvent } from '@/lib/design/item.ts';
import { isLikely } from '@/lib/design/likely.ts';
import type { Side, Stance } from '@/lib/design/stance.ts';
import type { DesignState, OptionRow } from '@/lib/design/state.ts';
import type { Mailbox } from '@/lib/mail/email.ts';
import { stateAt } from '@/lib/series/stalled.ts';
import type { DocumentEvidence } from '@/lib/view/design-export/model-evidence.ts';
import { summarise } from '@/lib/view/design-sentence.ts';

/**
 * The state of a design as data for other programs: docs/design-export.md tells every field. Within one `version`
 * fields are added, never renamed, removed or given another meaning. Times are ISO 8601 in UTC. Ids of items are those
 * of docs/items.md; the Markdown and the mail are made of this too, so that all three say the same.
 */
export type DesignDocument = {
  readonly format: 'docket-design';
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  readonly lists: readonly string[];
  readonly startedAt: string;
  readonly lastAt: string;
  /** Null: the end of the archive. */
  readonly asOf: string | null;
  readonly summary: string;
  /** In the order of time. */
  readonly series: readonly DocumentSeries[];
  /** The most important first. */
  readonly options: readonly DocumentOption[];
  /** Every move, by time, those that people rejected left out. */
  readonly items: readonly DocumentItem[];
};

export type DocumentSeries = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly rfc: boolean;
  readonly sentAt: string;
  readonly state: string;
  readonly turn: string;
  readonly turnSince: string;
};

export type DocumentOption = {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  /** What made it so; null while it is open. */
  readonly because: DocumentEvent | null;
  /** Whether it is more than a candidate nobody answered. */
  readonly held: boolean;
  /** Whether it counts as proposed (lib/design/likely.ts); with `held`, as an option (lib/design/held.ts). */
  readonly likely: boolean;
  readonly for: readonly DocumentStance[];
  readonly against: readonly DocumentStance[];
  readonly silent: readonly DocumentStance[];
  /** Ids of items. */
  readonly mentions: readonly string[];
  readonly objections: readonly string[];
  readonly endorsements: readonly string[];
  readonly questions: readonly string[];
  /** Strategies of the models that it comes to, the nearest first. */
  readonly evidence: readonly DocumentEvidence[];
};

export type DocumentStance = {
  readonly person: Mailbox;
  readonly at: string | null;
  readonly messageId: string | null;
  readonly trailer: string | null;
};

/** Words are `body.slice(start, end)` of the decoded body, UTF-16 offsets; `series` is a posting that did it. */
export type DocumentEvent = {
  readonly at: string;
  readonly status: string;
  readonly rule: string;
  readonly messageId: string;
  readonly start: number;
  readonly end: number;
  readonly series: string | null;
};

export type DocumentItem = {
  readonly id: string;
  readonly kind: PlacedItem['kind'];
  readonly title: string;
  readonly quote: string;
  readonly messageId: string;
  readonly start: number;
  readonly end: number;
  readonly by: Mailbox;
  readonly at: string;
  readonly status: string | null;
  readonly certain: boolean;
  readonly confidence: number;
  readonly blocking: boolean;
  readonly origin: 'commitment' | 'request' | null;
  readonly owner: string | null;
  readonly targets: readonly { readonly id: string; readonly relation: string }[];
  readonly events: readonly DocumentEvent[];
};

type Subject = {
  readonly state: DesignState;
  /** All of the design, as judged. */
  readonly items: readonly PlacedItem[];
  /** Epoch milliseconds; null: the end of the archive. */
  readonly at: number | null;
  /** By the id of the option. */
  readonly evidence: ReadonlyMap<string, readonly DocumentEvidence[]>;
};

/** Without a clock: what ages by itself (`stalled`) is told as of `at`, else of the last message. */
export function designDocument({ state, items, at, evidence }: Subject): DesignDocument {
  const now = at ?? state.lastAt;
  return {
    format: 'docket-design',
    version: 1,
    id: state.id,
    name: state.name,
    lists: state.lists,
    startedAt: isoTime(state.startedAt),
    lastAt: isoTime(state.lastAt),
    asOf: at === null ? null : isoTime(at),
    summary: summarise(state, now),
    series: state.series.map((series) => ({
      id: series.id,
      name: series.name,
      version: series.version,
      rfc: series.rfc,
      sentAt: isoTime(series.sentAt),
      state: stateAt(series.reason.state, series.discussion.movedAt, now),
      turn: series.reason.turn,
      turnSince: isoTime(series.reason.turnSince),
    })),
    options: state.options.map((option) => optionOf(option, evidence.get(option.id) ?? [])),
    items: items.map(itemOf),
  };
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

function optionOf(option: OptionRow, evidence: readonly DocumentEvidence[]): DocumentOption {
  const side = (wanted: Side): readonly DocumentStance[] =>
    option.stances.filter((stance) => stance.side === wanted).map(stanceOf);
  return {
    id: option.id,
    title: option.title,
    status: option.status,
    because: option.because === null ? null : eventOf(option.because),
    held: option.posted || option.mentions.some(({ certain }) => certain) || isTakenUp(option),
    likely: option.posted || option.mentions.some(isLikely),
    for: side('for'),
    against: side('against'),
    silent: side('silent'),
    mentions: option.mentions.map(({ id }) => id),
    objections: option.objections.map(({ id }) => id),
    endorsements: option.endorsements.map(({ id }) => id),
    questions: option.questions.map(({ id }) => id),
    evidence,
  };
}

function stanceOf({ person, at, because, trailer }: Stance): DocumentStance {
  const { name, email } = person;
  return {
    person: { name, email },
    at: at === null ? null : isoTime(at),
    messageId: because?.messageId ?? null,
    trailer,
  };
}

function eventOf({ at, status, rule, because }: StatusEvent): DocumentEvent {
  const { messageId, start, end, series } = because;
  return { at: isoTime(at), status, rule, messageId, start, end, series };
}

function itemOf(item: PlacedItem): DocumentItem {
  const { id, kind, title, quote, span, by, status, certain, confidence, blocking, origin, owner } = item;
  return {
    id,
    kind,
    title,
    quote,
    messageId: span.messageId,
    start: span.start,
    end: span.end,
    by: { name: by.name, email: by.email },
    at: isoTime(item.at),
    status,
    certain,
    confidence,
    blocking,
    origin,
    owner,
    targets: item.targets.map((link) => ({ id: link.id, relation: link.relation })),
    events: item.events.map(eventOf),
  };
}

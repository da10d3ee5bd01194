import type { ProposalStatus, StatusEvent } from '@/lib/design/item.ts';

/** What an option has come to, and the event that says so: null while nobody said a thing about it. */
export type OptionState = { readonly status: ProposalStatus; readonly event: StatusEvent | null };

/** The rule of events that somebody with an account set (lib/judge). */
const BY_JUDGEMENT = 'judged';
/** The rule that a posting gave way to its next version (lib/design/status/series-facts.ts). */
const NEXT_VERSION = 'next-version';

/**
 * The status of an option at a time, from the events of its mentions up to then (each with `at` <= `now`): adopted once
 * one of them was, else what was last said of any. An idea is not lost because one way of putting it was. A status that
 * a person set is one of the option: what mails had said of any mention until then no longer counts, or it would change
 * nothing for an option that was adopted in other words. What one mail says twice of an option are parts of
 * it: that one of them but the first was adopted is not said of the option, or a series would be adopted because a
 * detail was. A version that gave way to one that proposes the same anew leaves it open.
 */
export function optionState(mentions: readonly (readonly StatusEvent[])[], now: number): OptionState {
  const speaking = firstOfMails(mentions);
  const judged = lastJudged(mentions, now);
  let last: StatusEvent | null = null;
  let adopted: StatusEvent | null = null;
  for (const events of mentions) {
    const event = events.findLast(({ at }) => at <= now) ?? null;
    if (event === null || (judged !== null && event !== judged && event.at <= judged.at)) continue;
    if (event.status === 'adopted' && !speaking.has(events)) continue;
    if (event.status === 'adopted' && (adopted === null || event.at < adopted.at)) adopted = event;
    if (event.status !== 'open' && (last === null || event.at >= last.at)) last = event;
  }
  const event = adopted ?? last ?? judged;
  if (event !== null && isPostedAnew(event, mentions)) return { status: 'open', event: null };
  return { status: (event?.status as ProposalStatus | undefined) ?? 'open', event };
}

function isPostedAnew(
  { rule, because }: StatusEvent,
  mentions: readonly (readonly StatusEvent[])[],
): boolean {
  return rule === NEXT_VERSION && mentions.some(([first]) => first?.because.messageId === because.messageId);
}

/** The first event of a mention stands in its mail; a person means what they set a status of. */
function firstOfMails(mentions: readonly (readonly StatusEvent[])[]): ReadonlySet<readonly StatusEvent[]> {
  const mails = new Set<string>();
  const speaking = mentions.filter((events) => {
    const mail = events[0]?.because.messageId;
    const isFirst = mail === undefined || !mails.has(mail);
    if (mail !== undefined) mails.add(mail);
    return isFirst || events.some(({ rule }) => rule === BY_JUDGEMENT);
  });
  return new Set(speaking);
}

function lastJudged(mentions: readonly (readonly StatusEvent[])[], now: number): StatusEvent | null {
  let found: StatusEvent | null = null;
  for (const events of mentions) {
    const event = events.findLast(({ at, rule }) => at <= now && rule === BY_JUDGEMENT) ?? null;
    if (event !== null && (found === null || event.at >= found.at)) found = event;
  }
  return found;
}

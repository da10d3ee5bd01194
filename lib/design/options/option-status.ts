import type { ProposalStatus, StatusEvent } from '@/lib/design/item.ts';

/** What an option has come to, and the event that says so: null while nobody said a thing about it. */
export type OptionState = { readonly status: ProposalStatus; readonly event: StatusEvent | null };

/**
 * The status of an option at a time, from the events of its mentions up to then (each with `at` <= `now`): adopted once
 * one of them was, else what was last said of any. An idea is not lost because one way of putting it was.
 */
export function optionState(mentions: readonly (readonly StatusEvent[])[], now: number): OptionState {
  let last: StatusEvent | null = null;
  let adopted: StatusEvent | null = null;
  for (const events of mentions) {
    const event = events.findLast(({ at }) => at <= now) ?? null;
    if (event === null) continue;
    if (event.status === 'adopted' && (adopted === null || event.at < adopted.at)) adopted = event;
    if (event.status !== 'open' && (last === null || event.at >= last.at)) last = event;
  }
  const event = adopted ?? last;
  return { status: (event?.status as ProposalStatus | undefined) ?? 'open', event };
}

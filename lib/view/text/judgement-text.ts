import {
  type Act,
  type Evidence,
  type Judgement,
  messageIdsOf,
  placeId,
  refsOf,
  type Seen,
  withRefs,
} from '@/lib/judge/judgement.ts';
import { printMailLine, type Titled } from '@/lib/judge/mail-line.ts';
import { evidenceText } from '@/lib/view/text/evidence-text.ts';
import { shortenLine } from '@/lib/view/text/shorten-line.ts';

/** What an act says, as one short sentence without its author: `accepted "..."`, `set the status to resolved`. */
export function actText(act: Act<Seen>): string {
  switch (act.verb) {
    case 'accept':
      return `accepted it as ${act.item.kind} “${act.item.title}”`;
    case 'add':
      return `added the ${act.item.kind} “${act.item.title}”`;
    case 'reject':
      return `said it is no ${act.item.kind}`;
    case 'kind':
      return `called it ${/^[aeo]/.test(act.to) ? 'an' : 'a'} ${act.to}`;
    case 'title':
      return `titled it “${act.to}”`;
    case 'span':
      return `said its words are “${shortenLine(act.to.anchor.exact)}”`;
    case 'status':
      return `set the status to ${act.to}`;
    case 'link':
      return `linked it (${act.relation}) to “${act.other.title}”`;
    case 'unlink':
      return `took the link to “${act.other.title}” away`;
    case 'merge-options':
      return `joined it with the option “${act.other.title}”`;
    case 'split-option':
      return 'made it an option of its own';
    case 'attach':
      return attachedText(act.evidence);
    case 'detach':
      return 'took evidence away';
    case 'merge-designs':
      return `joined the designs of ${act.design} and ${act.with}`;
    case 'split-design':
      return `took the thread of ${act.thread} out of its design`;
    case 'merge-people':
      return `said ${act.address} and ${act.with} are one person`;
    case 'split-person':
      return `said ${act.address} is a person of its own`;
    case 'chain':
      return `said ${act.later} is the next version of ${act.earlier}`;
    case 'cut':
      return `said ${act.later} is no next version of ${act.earlier}`;
    case 'decline':
      return `did not take up what a mail suggests (${act.message})`;
    case 'undo':
      return 'took a judgement back';
  }
}

function attachedText(evidence: Evidence): string {
  return `${evidence.kind.endsWith('claim') ? 'said it is' : 'attached'} ${evidenceText(evidence)}`;
}

/** The fields of a form that says `act` (app/_judge/fields.ts), without id and what it is made on top of. */
export function actFields(act: Act<Titled>): Readonly<Record<string, string>> {
  const [item, other] = refsOf(act).map(placeId);
  const fields: Record<string, string> = { verb: act.verb, ...(item === undefined ? {} : { item }) };
  if ('other' in act && other !== undefined) fields['other'] = other;
  if (act.verb === 'span') Object.assign(fields, { start: String(act.to.start), end: String(act.to.end) });
  else if ('to' in act) fields['to'] = act.to;
  if ((act.verb === 'accept' || act.verb === 'add') && act.item.title !== '')
    fields['title'] = act.item.title;
  if (act.verb === 'attach') {
    fields['evidence'] = act.evidence.kind;
    const [, value] = Object.entries(act.evidence).find(([name]) => name !== 'kind') ?? [];
    fields['value'] = String(value ?? '');
  }
  if (act.verb === 'decline') fields['start'] = String(act.start);
  for (const name of [
    'message',
    'relation',
    'attached',
    'design',
    'with',
    'thread',
    'address',
    'earlier',
    'later',
    'judgement',
  ]) {
    const value = (act as Readonly<Record<string, unknown>>)[name];
    if (typeof value === 'string') fields[name] = value;
  }
  return fields;
}

/**
 * The `#docket` line that says the same in a mail, and the message that mail answers: the one its words are in. Null
 * for an act about no message.
 */
export function mailLineOf({ act, reason, effectiveAt }: Pick<Judgement, 'act' | 'reason' | 'effectiveAt'>): {
  readonly about: string | null;
  readonly line: string;
} {
  const about = messageIdsOf(act)[0] ?? null;
  const first = refsOf(act)[0]?.anchor.messageId ?? about;
  const titled = withRefs(act, refsOf(act).map(titledOf));
  return { about: first, line: printMailLine({ act: titled, reason, effectiveAt }, first ?? '') };
}

function titledOf(seen: Seen): Titled {
  const { messageId, start, end } = seen.anchor;
  return { messageId, start, end, kind: seen.kind, title: seen.title };
}

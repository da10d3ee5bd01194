import type { Act, Seen } from '@/lib/judge/judgement.ts';
import { evidenceText } from '@/lib/view/text/evidence-text.ts';

/** What a line of mail asks for, as the end of "suggests: ...". */
export function suggestionText(act: Act<Seen>): string {
  switch (act.verb) {
    case 'accept':
      return `accept it as ${act.item.kind} “${act.item.title}”`;
    case 'add':
      return `add the ${act.item.kind} “${act.item.title}”`;
    case 'reject':
      return `reject it: it is no ${act.item.kind}`;
    case 'kind':
      return `call it ${/^[aeo]/.test(act.to) ? 'an' : 'a'} ${act.to}`;
    case 'title':
      return `title it “${act.to}”`;
    case 'span':
      return `take other words for it: “${act.to.anchor.exact}”`;
    case 'status':
      return `set the status to ${act.to}`;
    case 'link':
      return `link it (${act.relation}) to “${act.other.title}”`;
    case 'unlink':
      return `take the link to “${act.other.title}” away`;
    case 'merge-options':
      return `join it with the option “${act.other.title}”`;
    case 'split-option':
      return 'make it an option of its own';
    case 'attach':
      return `${act.evidence.kind.endsWith('claim') ? 'say it is' : 'attach'} ${evidenceText(act.evidence)}`;
    case 'detach':
      return 'take evidence away';
    case 'merge-designs':
      return `join the designs of ${act.design} and ${act.with}`;
    case 'split-design':
      return `take the thread of ${act.thread} out of its design`;
    case 'merge-people':
      return `take ${act.address} and ${act.with} for one person`;
    case 'split-person':
      return `take ${act.address} for a person of its own`;
    case 'chain':
      return `take ${act.later} for the next version of ${act.earlier}`;
    case 'cut':
      return `take ${act.later} for no next version of ${act.earlier}`;
    case 'decline':
      return `not take up what ${act.message} suggests`;
    case 'undo':
      return 'take a judgement back';
  }
}

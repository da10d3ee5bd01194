import type { Happening } from '@/lib/judge/happenings.ts';
import { describeEvent } from '@/lib/view/event-words.ts';
import { describeRule, formatVersion, standing } from '@/lib/view/status.ts';
import { actText } from '@/lib/view/text/judgement-text.ts';

/** What happened, on one line: `objection resolved (addressee agreed): flush is too slow`. */
export function happeningTitle({ what }: Pick<Happening, 'what'>): string {
  switch (what.kind) {
    case 'version':
      return `${formatVersion(what.series)} posted: ${what.series.name}`;
    case 'state': {
      const { state, rule } = what.series.reason;
      return `${formatVersion(what.series)} ${standing(state)}: ${describeRule(rule)}`;
    }
    case 'item': {
      const { kind, blocking, title } = what.item;
      return `${blocking ? 'blocking ' : ''}${kind}: ${title}`;
    }
    case 'status': {
      const { item, status, rule, posting } = what;
      const why = describeEvent(rule, posting === null ? null : formatVersion(posting));
      return `${item.kind} ${status} (${why}): ${item.title}`;
    }
    case 'judgement': {
      const { act } = what.undone ?? what.judgement;
      const on = 'item' in act && !hasTitle(act.verb) ? `: ${act.item.title}` : '';
      return `judged: ${judgedText(what)}${on}`;
    }
    case 'comment':
      return `comment: ${what.comment.text}`;
  }
}

/** What was said; of what was taken back, what that said. */
function judgedText({ judgement, undone }: Extract<Happening['what'], { kind: 'judgement' }>): string {
  if (undone === null) return actText(judgement.act);
  // "Took back: took a judgement back" makes the reader count.
  return undone.act.verb === 'undo' ? 'put back what was taken back' : `took back: ${actText(undone.act)}`;
}

/** Whose sentence says the title already. */
function hasTitle(verb: string): boolean {
  return verb === 'accept' || verb === 'add';
}

/**
 * All of it for a feed: the words themselves (`quote`), and what a person said here. A version has the words of its
 * cover.
 */
export function happeningText({ what }: Pick<Happening, 'what'>, quote: string): string {
  switch (what.kind) {
    case 'judgement': {
      const { reason } = what.judgement;
      const why = reason === null ? '' : `Because: ${reason}\n`;
      return `${judgedText(what)}.\n${why}${quoted(quote)}`;
    }
    case 'comment':
      return `${what.comment.text}\n${quoted(quote)}`;
    case 'status':
      return `${what.item.title}\n${quoted(what.item.quote)}\nNow ${what.status}, because of:\n${quoted(quote)}`;
    case 'version':
      return quote;
    default:
      return quoted(quote);
  }
}

function quoted(text: string): string {
  return text === ''
    ? ''
    : text
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n');
}

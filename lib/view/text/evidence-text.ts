import type { Evidence } from '@/lib/judge/judgement.ts';
import { shortenLine } from '@/lib/view/text/shorten-line.ts';

/** What a person attached, as an object of a sentence: `the run trunc-down-unwritten-eof flush-if-dirty`. */
export function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'link':
      return `the link ${shortenLine(evidence.url)}`;
    case 'message':
      return `the message ${evidence.messageId}`;
    case 'commit':
      return `the commit ${evidence.hash}`;
    case 'run':
      return `the run ${shortenLine(evidence.key.replace(/(^| )(?:model|events|states)=\S*/g, '').trim())}`;
    case 'claim':
      return `claim ${evidence.claim}`;
    case 'not-claim':
      return `not claim ${evidence.claim}`;
  }
}

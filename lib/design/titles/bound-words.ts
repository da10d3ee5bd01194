/** Words that say nothing, or something else, without those behind them. */
type Bound = {
  /** A sentence that is not cut between them, with ` | ` there. */
  readonly example: string;
  readonly before: RegExp;
  readonly behind: RegExp;
};

const VERBS = 'is|are|was|were|has|have|had|can|could|will|would|should|may|might|must|does|do|did|needs?';

export const BOUND: readonly Bound[] = [
  {
    example: 'I can live | with that lock',
    before: /\b(?:live|deal|stick|cope|come up|mess|go|associated|together|check)$/i,
    behind: /^ with\b/,
  },
  {
    example: 'all of it depends | on the lock',
    before: /\b(?:depend|depends|depending|rely|relies|relying|based|insist|focus|hinge|hinges)$/i,
    behind: /^ on\b/,
  },
  {
    example: 'each reader waits | for the lock',
    before: /\b(?:wait|waits|waiting|ask|asks|asking|look|looking|care|account|accounts|opt)$/i,
    behind: /^ for\b/,
  },
  {
    example: 'the lock is widely seen | as a mistake',
    before:
      /\b(?:known|treat|treated|same|such|marked)$|\b(?:be|been|is|are|was|were)(?: \w+ly)? \w+(?:ed|en)$/i,
    behind: /^ as\b(?! a result\b)/,
  },
  {
    example: 'both readers fall back | to the lock',
    before: /\b(?:up|down|off|out|away|back|along|over)$/i,
    behind: /^ (?:as|with|to|for|from|in|on|at|by|into)\b/,
  },
  // What it is found to be stands at the end.
  {
    example: 'I find a counter | in the head of a loop a bit odd',
    before:
      /\bi (?:(?:do|also|still|really|personally) )?find (?:an?|the|this|that|these|those|it) [\w+()-]+$/i,
    behind: /^ (?:in|on|of|at|with|for|to|as|by)\b/,
  },
  { example: 'it takes | at least two locks', before: /\w$/, behind: /^ at (?:least|most)\b/ },
  {
    example: 'it is only taken | when somebody waits',
    before: /\bonly\b.{0,30}$/i,
    behind: /^ (?:if|when|where|after|before)\b/,
  },
  // A place or time that only the clause behind it tells.
  {
    example: 'that is the point | where nobody holds it',
    before: /\bthe (?:point|place|case|time|moment|way|reason)s?$/i,
    behind: /^ (?:where|when|why|which)\b/,
  },
  // Of what it is to be checked is told behind.
  {
    example: 'check whether readers | of the store hold it',
    before:
      /\b(?:check|verify|confirm|ensure|sure|see) (?:that|if|whether) \S+(?: (?:in|on|of|for|with|at|from) \S+)*$/i,
    behind: /^ (?:in|on|of|for|with|at|from|by|which)\b/,
  },
  // What is spoken of, whose verb stands behind what is said of it.
  {
    example: 'it is told that a reader | which holds the lock has to wait',
    before: new RegExp(
      '\\b(?:that|whether|because) (?:an?|the|any|each|every|all|some|no|these|those|our|your|its|their) ' +
        `(?:(?!(?:${VERBS}|[a-z]+ed)\\b)[\\w-]+ ){0,3}(?!(?:${VERBS}|[a-z]+ed)\\b)[\\w-]+$`,
      'i',
    ),
    behind: /^ (?:which|that|who|whose|where)\b/,
  },
  // Two adjectives of one thing.
  {
    example: 'it needs a small |, careful helper',
    before: /\ban? [\w-]+$/,
    behind:
      /^, (?!(?:and|but|or|so|as|not|which|who|that|it|we|you|they|i|the|an?|this|in|on|for|with|to|of)\b)[\w-]+ \w/,
  },
  {
    example: 'nobody here knows | which lock is held',
    before:
      /\b(?:knows?|sees?|tells?|decides?|determine|indicate|wonder|figure out|find out|understand|remember)$/i,
    behind: /^ (?:which|where|when|if|who)\b/,
  },
];

/** Whether words belong to those that stand right behind them, as in one of the examples. */
export function isBound(before: string, behind: string): boolean {
  return BOUND.some((bound) => bound.before.test(before) && bound.behind.test(behind));
}

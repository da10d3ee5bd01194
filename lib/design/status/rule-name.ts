const WHO: Readonly<Record<string, string>> = {
  self: 'author',
  owner: 'addressee',
  author: 'series-author',
  other: 'somebody',
};

const MANNERS: Readonly<Record<string, string>> = {
  agree: 'agreed',
  'will-do': 'will-do-it',
  done: 'did-it',
  defer: 'put-it-off',
  retract: 'took-it-back',
  'yes-but': 'agreed-in-part',
  disagree: 'disagreed',
  ask: 'asked-back',
  unsure: 'was-unsure',
  prefer: 'preferred-another-way',
  brief: 'answered',
  plain: 'answered',
};

const MOVES: Readonly<Record<string, string>> = {
  objection: 'objected',
  blocking: 'refused',
  endorsement: 'endorsed',
  'endorsed-but': 'endorsed-in-part',
  proposal: 'proposed',
  question: 'asked',
  action: 'acted',
  commitment: 'promised',
  request: 'requested',
  decision: 'decided',
  'decision-of-objector': 'decided-otherwise',
  'decided-applied': 'applied-it',
  'decided-turned': 'decided-otherwise',
  'decided-agreed': 'settled-it',
  'decided-other': 'decided',
};

const THREAD: Readonly<Record<string, string>> = {
  'signal-applied': 'applied-the-series',
  'signal-withdrawn': 'withdrew-the-series',
  'signal-respin-promised': 'promised-a-version',
  'signal-nak': 'nacked-the-series',
  tag: 'tagged-the-series',
  'tag-here': 'tagged-the-patch',
  patch: 'sent-a-patch',
  'patch-below': 'sent-a-patch',
  'patch-version': 'sent-a-version',
  passed: 'answered-other-words',
};

const PLACE = /^(?:reply|far|loose|third|word|back-(?:self|owner|author|other))(?:-(.+))?$/;

/** What people read of a piece of evidence: `reply-agree:owner` is `addressee-agreed` (docs/items.md has them all). */
export function ruleName(evidence: string): string {
  const [what = '', role = ''] = evidence.split(':');
  if (evidence === 'objection-met') return 'objections-met';
  const who = WHO[role];
  if (who === undefined) return 'answered';
  return `${who}-${verbOf(what)}`;
}

function verbOf(what: string): string {
  const known = MOVES[what] ?? THREAD[what];
  if (known !== undefined) return known;
  const [first = '', second] = what.replace(/^sibling-/, '').split('/');
  if (second !== undefined) return `${MOVES[second] ?? 'answered'}-on-the-${first}`;
  if (what.startsWith('sibling-')) return 'decided-nearby';
  const place = PLACE.exec(what)?.[1] ?? '';
  if (place.startsWith('has-')) return MOVES[place.slice('has-'.length)] ?? 'answered';
  if (place === 'diff') return 'sent-a-patch';
  return MANNERS[place] ?? 'answered';
}

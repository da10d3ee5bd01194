/** How a status is shown everywhere: a shape beside the word, and a tone that picks the colour. Never colour alone. */
export type StatusMark = { readonly shape: string; readonly tone: 'open' | 'held' | 'good' | 'bad' | 'past' };

const MARKS: ReadonlyMap<string, StatusMark> = new Map<string, StatusMark>([
  ['new', { shape: '○', tone: 'open' }],
  ['open', { shape: '○', tone: 'open' }],
  ['merged', { shape: '●', tone: 'good' }],
  ['under-review', { shape: '◔', tone: 'open' }],
  ['changes-requested', { shape: '◐', tone: 'held' }],
  ['waiting-on-author', { shape: '◐', tone: 'held' }],
  ['reviewed', { shape: '◕', tone: 'good' }],
  ['accepted', { shape: '●', tone: 'good' }],
  ['superseded', { shape: '⇢', tone: 'past' }],
  ['rejected', { shape: '✕', tone: 'bad' }],
  ['withdrawn', { shape: '✕', tone: 'bad' }],
  ['supported', { shape: '◔', tone: 'open' }],
  ['contested', { shape: '◐', tone: 'held' }],
  ['answered', { shape: '◐', tone: 'held' }],
  ['adopted', { shape: '●', tone: 'good' }],
  ['resolved', { shape: '●', tone: 'good' }],
  ['decided', { shape: '●', tone: 'open' }],
  ['done', { shape: '●', tone: 'good' }],
  ['overruled', { shape: '✕', tone: 'past' }],
  ['dropped', { shape: '✕', tone: 'past' }],
  ['declined', { shape: '✕', tone: 'past' }],
  ['deferred', { shape: '‖', tone: 'past' }],
  ['stalled', { shape: '‖', tone: 'past' }],
]);

/** The mark of a series state; a state of a later version gets the neutral one. */
export function markOfState(state: string): StatusMark {
  return MARKS.get(state) ?? { shape: '○', tone: 'open' };
}

const STANDINGS: ReadonlyMap<string, string> = new Map([
  ['changes-requested', 'needs changes'],
  ['waiting-on-author', 'waits for its author'],
]);

/** Where a posting stands, behind its name in a sentence: `needs changes`, `is under review`. */
export function standing(state: string): string {
  return STANDINGS.get(state) ?? `is ${state.replaceAll('-', ' ')}`;
}

/** `RFC`, `v3`, `RFC v2`: version 1 of an RFC is just that. */
export function formatVersion(series: { readonly version: number; readonly rfc: boolean }): string {
  if (!series.rfc) return `v${series.version}`;
  return series.version === 1 ? 'RFC' : `RFC v${series.version}`;
}

const RULES: ReadonlyMap<string, string> = new Map([
  ['newer-version', 'a newer version was posted'],
  ['replaced', 'its author put another series in its place'],
  ['applied', 'somebody other than the author says it was applied'],
  ['applied-by-author', 'its author says into which tree it went'],
  ['posted-as-applied', 'its author posted it when it was in its tree already'],
  ['applied-by-robot', 'the robot of a tree says it was applied'],
  ['applied-in-part', 'some of its patches were applied, the others were not'],
  ['merged', 'somebody other than its author says it was merged'],
  ['merged-by-robot', 'the robot of a tree says it was merged'],
  ['author-withdrew', 'the author took it back'],
  ['nak', 'somebody objects to all of it and has not come round'],
  ['nak-of-one-patch', 'somebody objects to one of its patches'],
  ['change-asked', 'a reviewer asks for a change that the author has not answered'],
  ['taken-out', 'who had taken it let it go again, and the author has not answered'],
  ['reverted', 'a patch that reverts some of it was applied'],
  ['author-promised', 'the author says what the next version will change'],
  ['every-patch-reviewed', 'every patch has been reviewed or acked'],
  ['every-patch-approved', 'a reviewer says that its author may push it'],
  ['answered', 'somebody answered'],
  ['no-answer', 'nobody but its author has written yet'],
]);

/** The rule that gave a series its state, as words; a rule of a later version is shown by its name. */
export function describeRule(rule: string): string {
  return RULES.get(rule) ?? rule.replaceAll('-', ' ');
}

/** Classes of words that do the same work in a review: what is learned for one then holds for the others. */
const CLASSES: Readonly<Record<string, string>> = {
  change:
    'fix change rename move drop remove split add update rework respin resend rebase clean cleanup refactor factor fold squash merge convert use replace rewrite document comment mention explain describe clarify test check verify send post put make keep avoid extend extract hoist lift push pull switch turn revert simplify reword expand elaborate initialize initialise init export pass return reuse share introduce implement separate reorder trim wrap annotate mark include',
  changed:
    'fixed changed renamed moved dropped removed split added updated reworked rebased cleaned refactored folded squashed merged converted replaced documented tested posted sent made reverted simplified',
  changing:
    'fixing changing renaming moving dropping removing splitting adding updating reworking rebasing cleaning refactoring folding squashing merging converting replacing documenting testing posting sending making using keeping doing having putting calling passing avoiding',
  bad: 'broken racy wrong bogus ugly buggy incorrect unsafe dangerous fragile confusing misleading weird odd strange horrible nasty gross awkward painful insane crazy stupid silly inconsistent incomplete insufficient problematic pointless useless unnecessary redundant overkill superfluous unneeded bad terrible awful wasteful expensive slow slower invalid impossible inefficient ambiguous unclear questionable dubious suspicious overly annoying hacky brittle messy complicated complex undefined risky hard harder unfortunate sloppy dead',
  harm: 'break breaks race races deadlock deadlocks crash crashes leak leaks corrupt corrupts corruption regress regression regressions regresses fail fails overflow overflows underflow hang hangs panic oops oom lockup stall stalls bug bugs problem problems issue issues trouble pain danger hazard hole overhead penalty cost churn complexity mess duplication conflict conflicts loss lose loses lost stale',
  good: 'good fine great nice sane reasonable sensible ok okay correct right perfect better best clean cleaner nicer simpler neat cool excellent useful worthwhile safe elegant preferable easier clearer lovely sound acceptable',
  like: 'like love prefer want agree concur support appreciate favor favour endorse welcome',
  think: 'think believe guess suppose suspect feel assume imagine wonder figure reckon hope expect doubt bet',
  should: 'should must ought shall need needs have',
  could: 'could can may might would',
  hedge: 'maybe perhaps possibly probably alternatively otherwise instead rather',
  wh: 'what why how when where which who whether',
  aux: 'is are was were do does did has have had can could should would will shall may might am',
  i: 'i we me us my our',
  you: 'you your',
  it: 'it this that these those they them',
  neg: "not n't no never none nothing neither nor without cannot hardly barely",
  contrast: 'but however although though yet still except unless otherwise',
  cause: 'because since so therefore thus hence as',
  ack: 'yes yeah yep yup ok okay sure right agreed indeed ack ah oh aha true exactly absolutely definitely fair understood noted thanks',
  taken: 'applied queued merged pushed pulled picked committed',
  artefact: 'patch patches series version commit changelog cover letter respin thread tree branch',
  code: 'code function helper caller callers variable field flag flags struct macro comment lock mutex api interface ioctl syscall argument parameter test tests documentation doc docs manpage name',
  later: 'later next follow-up followup future eventually soon tomorrow today week follow',
  nit: 'nit nits nitpick typo typos spelling style whitespace indent indentation',
  consider:
    'suggest propose recommend consider suggestion suggestions proposal idea alternative approach option options way',
};

const CLASS_OF: ReadonlyMap<string, readonly string[]> = build();

/** The classes of a word, none for most. */
export function classesOf(word: string): readonly string[] {
  return CLASS_OF.get(word) ?? [];
}

function build(): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, string[]>();
  for (const [name, words] of Object.entries(CLASSES)) {
    for (const word of words.split(' ')) {
      const known = map.get(word);
      if (known === undefined) map.set(word, [name]);
      else known.push(name);
    }
  }
  return map;
}

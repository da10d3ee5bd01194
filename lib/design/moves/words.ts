import { pushTo } from '@/lib/base/multimap.ts';

/**
 * Classes of words that do the same work in a review: what is learned for one then holds for the others, also on a
 * list never seen. Without them item F1 falls by two points. The first class of a word stands for it in patterns.
 */
const CLASSES: Readonly<Record<string, string>> = {
  i: 'i me my myself',
  we: 'we us our ourselves',
  you: 'you your yours yourself',
  he: 'he she his her him they them their',
  it: 'it its itself',
  this: 'this that these those',
  be: "is are was were be been being am 's 're 'm",
  do: 'do does did done doing',
  have: "has had have having 've",
  will: "will 'll shall gonna",
  would: "would 'd",
  can: 'can could able',
  may: 'may might',
  should: 'should must ought supposed',
  need: 'need needs needed require requires required requirement',
  not: "not n't no never none nothing neither nor without cannot hardly barely nope nowhere",
  det: 'a an the',
  prep: 'in on at of for with from by into onto over under through via within between per',
  to: 'to',
  and: 'and or',
  if: 'if unless when whenever once until while whether',
  contrast: `
    but however although though yet except otherwise whereas despite nevertheless unfortunately sadly`,
  cause: 'because since so therefore thus hence as due',
  wh: 'what why how where which who whom whose',
  hedge: 'maybe perhaps possibly probably presumably apparently seemingly potentially likely',
  strong: `
    really very definitely clearly obviously absolutely certainly completely totally fundamentally
    simply just always actually surely plainly strictly entirely highly extremely`,
  some: 'some any every all each both many several most more much few lot lots',
  change: `
    fix change rename move drop remove delete split add update rework respin resend repost rebase clean
    cleanup refactor factor fold squash merge convert use replace rewrite document comment mention
    explain describe clarify test check verify send post put make keep avoid extend extract hoist lift
    push pull switch turn revert simplify reword expand elaborate initialize initialise init export pass
    return reuse share introduce implement separate reorder trim wrap annotate mark include adjust tweak
    correct improve address handle restrict limit enforce validate reject allow expose hide disable
    enable combine consolidate unify generalize generalise abstract define declare allocate free hold
    take acquire release store cache skip ignore bail call invoke set clear write read print log warn
    provide supply support encode embed inline open-code collapse strip tidy polish audit investigate
    benchmark measure profile trace bump backport`,
  changed: `
    fixed changed renamed moved dropped removed deleted split added updated reworked rebased cleaned
    refactored folded squashed merged converted used replaced rewritten documented mentioned explained
    described clarified tested checked posted sent made reverted simplified separated reordered adjusted
    tweaked corrected improved addressed handled restricted limited enforced validated rejected allowed
    exposed hidden disabled enabled combined introduced implemented defined called passed returned set
    cleared initialized initialised wrapped annotated marked included`,
  changing: `
    fixing changing renaming moving dropping removing deleting splitting adding updating reworking
    rebasing cleaning refactoring folding squashing merging converting replacing rewriting documenting
    testing checking posting sending making using keeping calling passing avoiding returning setting
    putting taking holding having allowing exposing introducing implementing extending separating
    combining handling skipping wrapping`,
  bad: `
    broken racy wrong bogus ugly buggy incorrect unsafe dangerous fragile confusing misleading weird odd
    strange horrible nasty gross awkward painful insane crazy stupid silly inconsistent incomplete
    insufficient problematic pointless useless unnecessary redundant overkill superfluous unneeded bad
    terrible awful wasteful expensive slow slower invalid impossible inefficient ambiguous unclear
    questionable dubious suspicious overly annoying hacky brittle messy complicated complex undefined
    risky hard harder unfortunate sloppy dead worse worst heavyweight heavy insecure vulnerable untested
    unreadable unreliable unusable unacceptable unhappy worried concerned nervous uncomfortable
    skeptical sceptical scary tricky subtle hairy bloated duplicated duplicate arbitrary surprising
    counterintuitive non-obvious excessive costly infeasible impractical inappropriate unrelated
    unlikely unexpected unsure meaningless nonsense overengineered misnamed missing limited outdated
    obsolete deprecated unsupported unmaintainable misguided premature short-sighted half-baked`,
  harm: `
    break breaks breaking race races racing deadlock deadlocks crash crashes leak leaks leaking corrupt
    corrupts corruption corrupting regress regression regressions regresses fail fails failing failure
    failures overflow overflows underflow hang hangs panic oops oom lockup stall stalls bug bugs problem
    problems issue issues trouble pain danger hazard hole holes overhead penalty cost costs churn
    complexity mess duplication conflict conflicts loss lose loses lost stale defeat defeats violate
    violates violation abuse attack exploit starve starvation livelock contention bottleneck
    fragmentation truncate pollute pollutes confuse confuses confusion surprise hurt hurts suffer
    suffers prevent prevents block blocks undermine mislead misleads worry concern concerns caveat
    downside drawback limitation limitations weakness tradeoff bloat nightmare disaster mistake error
    errors flaw flawed warning`,
  good: `
    good fine great nice sane reasonable sensible ok okay correct right perfect better best clean
    cleaner nicer simpler neat cool excellent useful worthwhile safe safer elegant preferable easier
    clearer lovely sound acceptable helpful valuable happy simple consistent robust well easy efficient
    faster cheap cheaper beneficial appropriate solid straightforward wonderful fantastic awesome
    brilliant fair logical natural obvious readable flexible ideal worth smart impressive pleasant valid`,
  like: 'like love prefer favor favour endorse welcome fond fan prefers preferred preferably',
  dislike: 'dislike hate object oppose disagree reject refuse nak nack nacked against dont',
  agree: `
    agree agreed agrees concur support appreciate exactly indeed +1 absolutely ditto likewise same nod
    ack acked seconded`,
  think: `
    think thought believe guess suppose suspect feel assume assumed imagine figure reckon hope expect
    bet say argue claim imho imo afaict afaik iirc fwiw opinion view mind understand know see recall
    remember sure convinced`,
  wonder: 'wonder wondering curious doubt confused puzzled ask asking clue idea missing',
  ack: 'yes yeah yep yup right sure ok okay ah oh aha true understood noted gotcha heh hmm hm well',
  thanks: 'thanks thank thx cheers appreciated hi hello regards sorry apologies',
  please: 'please pls kindly',
  taken: 'applied queued merged pushed pulled picked committed landed upstreamed staged',
  drop: `
    withdraw withdrawn abandon abandoned discard forget nevermind shelve postpone defer deferred`,
  artefact: `
    patch patches series version commit commits changelog cover letter respin thread tree branch
    patchset revision submission diff hunk message log`,
  code: `
    code function functions helper helpers caller callers variable field fields flag flags struct
    structure macro comment lock locking mutex api interface ioctl syscall argument arguments parameter
    type name naming list loop check path pointer mechanism implementation abstraction layer`,
  testing: `
    test tests testcase fstests xfstests selftest selftests kselftest reproducer reproduce benchmark
    benchmarks numbers fuzz coverage regression-test`,
  docs: `
    documentation doc docs manpage man kerneldoc kernel-doc readme description describe document wording`,
  later: `
    later next follow-up followup future eventually soon tomorrow today week follow first now then
    before after already still again instead yet`,
  nit: `
    nit nits nitpick typo typos spelling style whitespace indent indentation newline nitpicking minor
    small`,
  option: `
    suggest suggests suggested propose proposed recommend consider suggestion suggestions proposal idea
    ideas alternative alternatives alternatively approach approaches option options way ways rather
    instead solution possibility choice`,
  about: 'about regarding concerning like',
  exist: 'there here',
  want: 'want wants wanted try tries trying going plan planning intend let lets wish hoping',
  mean: `
    mean means meant sense reason reasons purpose point intention intent rationale justification
    motivation benefit why`,
  happen: `
    happen happens happening occur occurs cause causes result results lead leads ends end end-up trigger
    triggers`,
  work: `
    work works working worked worth solve solves solved help helps enough sufficient suffices matter
    matters guarantee guarantees ensure ensures`,
  look: 'look looks looking looked seem seems seemed appear appears sounds sound reads feels',
  user: `
    user users userspace user-space application applications people anyone everyone nobody developers
    maintainers maintainer distro distros admin administrators callers`,
};

/** Marks and masks that stand for themselves in patterns. */
const SELF: ReadonlySet<string> = new Set([
  '?',
  '!',
  ',',
  ':',
  ';',
  '(',
  '"',
  '--',
  '...',
  '*',
  '<num>',
  '<id>',
  '<ver>',
  '<url>',
  '<path>',
]);

/** A class by name and hash. */
export type WordClass = { readonly text: string; readonly hash: number };

const CLASS_OF: ReadonlyMap<string, readonly WordClass[]> = build();
const NONE: readonly WordClass[] = [];

/** The classes of a word, none for most. */
export function classesOf(word: string): readonly WordClass[] {
  return CLASS_OF.get(word) ?? NONE;
}

/** The words of a class by its name; throws when there is no such class. */
export function wordsOf(name: string): readonly string[] {
  const words = CLASSES[name];
  if (words === undefined) throw new Error(`no class of words is called ${name}`);
  return words.trim().split(/\s+/);
}

/** What stands for a word in a pattern: its first class, itself when it is a mark, else `x`. */
export function patternOf(word: string): string {
  return CLASS_OF.get(word)?.[0]?.text ?? (SELF.has(word) ? word : 'x');
}

/** All words with a class, and the marks. */
export function knownWords(): readonly string[] {
  return [...CLASS_OF.keys(), ...SELF];
}

/** FNV-1a over UTF-16 code units, 32 bits with a sign: what exceeds 31 bits is boxed by V8 when it has none. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash | 0;
}

function build(): ReadonlyMap<string, readonly WordClass[]> {
  const map = new Map<string, WordClass[]>();
  for (const [text, words] of Object.entries(CLASSES)) {
    const one: WordClass = { text, hash: hashText(text) };
    for (const word of new Set(words.trim().split(/\s+/))) pushTo(map, word, one);
  }
  return map;
}

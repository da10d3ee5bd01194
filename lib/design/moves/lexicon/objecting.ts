/** How people say that something is wrong, and how they answer such (phrase-graph.ts has the notation). */
export const OBJECTING: Readonly<Record<string, string>> = {
  'o-nak': `
    nak; nack; nak'd; nacked; nacked-by; nak to/for/on/from/this; hard/strong/firm/big no/nak; no way;
    absolutely not; definitely not; certainly not; please don't; please do not; do not do this/that; don't
    do this/that/it; i (strongly/really) object; i'm (strongly) against/opposed; i am against/opposed; not
    going to take/merge/apply/accept/happen; won't/will not take/merge/apply/accept/pull/happen/fly; can't/
    cannot take/merge/apply/accept this; not acceptable; unacceptable; no , please; no , no; just no; hell
    no; not ok; not okay; not cool; non-starter; nonstarter; not an option; out of the question; off the
    table; over my dead; i don't want (this/that/to/it/any/us/another/the); i do not want; we don't want
    (this/that/to/it/any/another/the); this is not the way; not the way to; not how (we/you/it/this/that);
    not something we/i/you; i'm not going to; stop @ing; let's not; lets not; i'd rather not; would rather
    not; prefer not to; rather avoid; i disagree; i don't agree; do not agree; strongly disagree; not fond
    of; no fan of; not a (big/huge/great) fan; i don't like; i do not like; i dislike; i hate; don't love;
    not happy (with/about); not thrilled; not keen; not comfortable; uncomfortable with; makes me nervous/
    uncomfortable/uneasy/sad/cringe/worried; i'm worried/concerned/nervous/afraid; i am worried/concerned/
    afraid; my (main/biggest/only/real/first) concern/worry/objection/problem/complaint/issue; raises/have/
    has concerns; i have (some/serious/a/big/several/few) concerns/doubts/reservations/objections/problem/
    problems/issue/issues/concern; worries me; bothers me; concerns me; scares me; scary; hesitant to
  `,
  'o-doubt': `
    i'm not (really/entirely/totally/quite/at/so/very/100%/completely/fully/yet/too) (convinced/sure/
    certain/persuaded/sold/happy/comfortable); i am not (really/entirely/totally/quite/so/very) (convinced/
    sure/certain/persuaded/sold); not (really/entirely/totally/quite/fully/yet/at/all) convinced/persuaded/
    sold; not (really/entirely/totally/quite/so) sure (if/whether/that/this/it/why/how/i/we/about/what/the);
    unconvinced; skeptical; sceptical; dubious; doubtful; questionable; i doubt; i have my doubts; i highly/
    really/seriously doubt; hard to believe; i don't think (that) (this/that/it/we/you/the/there/any/anyone/
    so/a); i do not think (that) (this/that/it/we/you/the/there); don't think that's/this/it is/does/will/
    should/can/works/makes; i don't believe (this/that/it/we/the/there); i (really/still/just/also/
    personally) don't (really/quite) see (how/why/the/any/a/what/where/much); i fail to see; i can't see
    (how/why/the/any/a); can't see how/why; don't see (how/why/the/any/a/what/much) (point/value/need/
    reason/benefit/problem/this/advantage/use); i (still/really/just/also) don't (really/quite/fully)
    understand (why/how/the/what/this); i do not understand (why/how/the); don't get why/how/the/it; i don't
    get (why/it/the/this); makes no sense; doesn't make (any/much/a/lot) sense; does not make (any/much)
    sense; make no sense; doesn't (really/quite/actually) make sense; nonsense; nonsensical; makes little
    sense; hardly/barely makes; can't be right; cannot be right; can't possibly; cannot possibly; that/this/
    it doesn't (sound/look/seem/feel) (right/correct/good/like/sane/quite); doesn't look/seem/sound/feel
    right/correct/good/safe/sane/like/useful/necessary/worth; not look/seem/sound right/correct/safe/like;
    seems/looks/feels/sounds (a/very/rather/pretty/quite/really/like/bit/little/kind/somewhat/too/
    completely/totally/just) (a/bit/of) @bad; looks/seems/feels (a/an/like) (wrong/odd/fishy/suspicious/
    weird/strange/bogus/broken/racy/off/hacky/fragile/overkill/excessive/backwards/dodgy/bad/unsafe/
    unnecessary/redundant/buggy/dangerous/incorrect/arbitrary/pointless/premature/heavy/inverted/overly/
    overengineered/overcomplicated/ugly/awkward/misplaced); is (a/very/rather/pretty/quite/really/just/
    still/also/clearly/simply/completely/totally/fundamentally/inherently/bit/so/too/somewhat/actually/
    definitely/still/just) (a/bit/of/too) @bad; smells (like/of/bad/wrong); stinks; reeks; (code) smell; red
    flag; raises eyebrows; rubs me; leaves a bad taste; i'm (a bit/really/still/also/very/somewhat/quite)
    confused (by/about/why/how); confuses me; puzzles me; surprised that/to/by/this/we/you; surprising that/
    to; strikes me as; sounds (like/very/rather/pretty/a) (a/an) (bad/wrong/terrible/horrible/scary/
    dangerous/fragile/risky/hack/overkill/bug/recipe); i question; call into question; remains to be seen;
    hard sell; far from clear/obvious; not (at/all/really/immediately/entirely) clear/obvious (to/why/how/
    that/what/if/from/whether); unclear (to/why/how/what/if/whether)
  `,
  'o-wrong': `
    (that/this/it/which/these/they) @be (just/simply/plain/completely/totally/also/clearly/still/so/
    obviously/fundamentally/actually/all/really) (wrong/incorrect/broken/bogus/buggy/racy/unsafe/invalid/
    bad/nonsense/crap/garbage/insane/stupid/silly/crazy/ridiculous/horrible/terrible/awful/ugly/nasty/
    gross); wrong (place/way/thing/layer/approach/direction/fix/level/order/tree/solution/abstraction/
    assumption/answer/interface/to/here/because/and); incorrect (because/to/as/if/and/here/for/when); (it's/
    is/that's/was/a/the/this) (a/an/just/really) (bug/mistake/hack/kludge/regression/mess/lie/abuse/
    layering/band-aid/bandaid/workaround/footgun/disaster/nightmare/misfeature/nonstarter/hole); a bad/
    terrible/horrible/wrong/dangerous/stupid/silly/poor/misguided idea/thing/choice/precedent/design/
    practice/interface/approach/way/plan/sign/example/default/fit; not a (very/particularly/really/terribly)
    good/great/valid/safe/useful/nice/sane/reasonable/proper/real/viable/robust/generic/sufficient/scalable/
    sustainable idea/thing/choice/reason/argument/solution/approach/fix/way/option/interface/name/design/
    fit/excuse/plan/assumption/test/example; not (the/a/an) (right/correct/proper/best/ideal/good/
    appropriate) (way/place/thing/fix/solution/approach/time/layer/thing/level/answer/tool/abstraction/idea/
    interface); not (really/quite/entirely/actually/strictly/always/necessarily/at/all/even/generally/
    exactly/particularly/very/so/as/that/just/yet/terribly) (true/right/correct/safe/valid/sufficient/
    enough/possible/needed/necessary/required/useful/helpful/good/great/ideal/reliable/robust/accurate/
    atomic/guaranteed/supported/desirable/appropriate/relevant/feasible/practical/acceptable/worth/
    reasonable/scalable/obvious/clean/nice/pretty/optimal/equivalent/consistent/sane/protected/stable/
    portable/efficient/cheap/intuitive/readable/maintainable/trivial/easy/simple); isn't (really/quite/
    entirely/actually/strictly/always/necessarily/even/that/very/going/a/the/just/so) (true/right/correct/
    safe/valid/sufficient/enough/possible/needed/necessary/required/useful/helpful/good/great/ideal/
    guaranteed/supported/work/worth/what/how); aren't/wasn't/weren't (really/actually/even/always/
    necessarily) (supposed/allowed/supported/needed/valid/safe/guaranteed/enough/any/a/the/handled/
    protected); is/are not (supposed/allowed/supported/needed/valid/safe/guaranteed/enough/handled/
    protected/atomic/true/correct/right/the); should not/shouldn't (be/have/need/use/do/happen/rely/depend/
    even/really/just/call/go/assume/allow/ever/matter/break/leak/expose/change/touch/return/hold) (a/the/
    here/in/at/on/able/using/doing/possible/needed/necessary/necessary/there/used/allowed/done/called/
    exposed/to); must not/never (be/call/do/have/use/hold/return/happen/touch/rely); we/you can't/cannot
    (just/simply/really/do/use/have/rely/assume/hold/take/call/guarantee/trust/drop/change/break/know/be/
    make/ever/get/safely/allow/expect/remove/blindly/go/put/access/sleep); you're/you are @ing (the/a/it/
    this/that/all); you're/you are (just/now/basically/also/effectively/still/missing/assuming/adding/
    changing/making/breaking/missing/ignoring/conflating/confusing/overloading/abusing/reinventing/papering/
    hiding/leaking/holding/forgetting) (the/a/it/this/that/all/over); you (just/have/can't/cannot/forgot/
    missed/broke/removed/dropped/missed/never/don't/didn't/changed/need/still/also/now) (to/the/a/that/this/
    it/have/handle/check/do/need/want); (papers/papering/paper) over; sweep under; reinvent/reinventing
    (the) wheel; abuse/abusing/abuses (of/the/a/it); conflates/conflating/mixes/mixing; hides/hiding the
    (problem/bug/real/issue/error); (treats/treating) the symptom; doesn't address/fix/solve/help/handle/
    cover/work/explain/belong/scale/match/need/really/even/do/matter/apply/prevent/change/look/seem/support/
    take/account/guarantee/hold/protect/check/compile/build/respect/follow/know/exist/happen/actually
  `,
  'o-break': `
    (this/that/it/which/will/would/could/can/may/might/also/and) (will/would/could/can/may/might/also/just/
    now/then/still) break/breaks (the/existing/userspace/user/old/all/any/on/things/bisection/bisect/builds/
    build/when/if/anything/on/for/every/that/this/with/backward/backwards/abi/uapi/applications/people/
    stuff/xfs/ext4/some); broke/breaks/break/breaking (existing/userspace/the/abi/backward/compatibility/
    builds); breakage; (backward/backwards) (compatibility/incompatible); abi/uapi (break/breakage/change/
    stable/nightmare); won't/will not/doesn't/does not/don't/wouldn't/would not/can't/cannot/couldn't/didn't
    (really/actually/even/just/always/necessarily/quite/ever) (work/compile/build/help/scale/fly/fit/apply/
    suffice/boot/mount/pass/fix/solve/cut/do/catch/detect/survive/terminate/trigger/fire/happen/hold) (on/
    for/with/if/when/because/as/in/at/here/either/since/like/correctly/properly/well/anyway); this/that/it
    (will/would/could/can/may/might/also/now/still/then) (race/races/deadlock/deadlocks/leak/leaks/crash/
    crashes/hang/hangs/corrupt/corrupts/overflow/overflows/oops/panic/fail/fails/livelock/block/regress/
    regresses/blow/explode/trigger/triggers/deref/dereference/confuse/lose/loses/underflow/truncate/trip/
    splat/warn/expose/violate/violates/defeat/defeats/undo/prevent/hurt/mask/hide/suffer/starve/stall/oom/
    bloat/pessimise/mislead/cause/causes/lead/leads/result/results/introduce/introduces); will/would/could/
    can/may/might (also/just/still/then/now/easily/potentially/end/always/never) (race/deadlock/leak/crash/
    hang/corrupt/overflow/fail/livelock/block/regress/blow/explode/up/confuse/lose/truncate/stall/happen/
    occur); race (condition/conditions/window/with/between/here/against/where/is/if); racy (and/with/
    because/as/against/if/here/without); (still/is/are/it's/inherently/a/bit/also/this/that/totally) racy;
    toctou; time of check; deadlock/deadlocks (if/when/because/on/here/between/with/the/against/scenario/
    potential/warning); lock (inversion/ordering/order); abba; inverts/inversion; use-after-free; uaf;
    double free; null (pointer/deref/ptr/dereference); out of bounds; out-of-bounds; off by one; off-by-one;
    data (loss/corruption/race/exposure); stale data/pointer/mapping/state/value/page; memory leak; leaks
    (memory/the/a/kernel/if/it/information); integer overflow; can/could/will/would overflow; underflow;
    undefined behaviour/behavior; infinite loop; stack (overflow/usage/space); security (hole/issue/problem/
    bug/risk/implications/hazard); attack surface; denial of service; starvation; priority inversion; memory
    ordering; barrier; missing barrier; without (holding/taking/any/the) (lock/a/the/locks/locking); nothing
    (prevents/stops/guarantees/protects/keeps/ensures/here/in/else/to) (prevents/the/it/us/that/this/a/
    another/someone/from/stops/guarantees/ensures); what (prevents/stops/protects/guarantees/ensures/keeps/
    happens) (the/if/when/this/a/it/another/us/that/us/someone/to/with); what (makes/makes) you/sure/it/
    this; there's/there is (no/nothing/a/still/another/also/one/no/not) (guarantee/protection/way/reason/
    point/need/value/sense/excuse/such/more/longer/locking/lock/check/mechanism/use/user/users/caller/race/
    window/problem/bug/issue/risk/chance/danger/cost/deadlock/catch/downside/corner/hole/leak/subtle/
    performance/potential/serious/major/fundamental/much/any/enough/evidence/justification); there are (no/
    still/other/also/plenty/many/too/several/lots/real) (users/callers/such/guarantees/other/problems/
    issues/races/cases/ways/of/many/places/in-tree); no (guarantee/guarantees/protection/locking/
    synchronization/serialisation/serialization/longer/such/error/check/checks/validation/users/callers/
    in-tree/test/tests/documentation/benefit/advantage/gain/improvement/justification/explanation/evidence/
    numbers/reason/point/need/sense/value/good/idea); regression (in/for/on/here/risk); regresses;
    performance (regression/penalty/hit/cost/impact/problem/problems/drop/implications/overhead/disaster/
    killer); (too/really/very/rather/pretty/quite/horribly/prohibitively/more/extra/unnecessary/
    considerable/significant/measurable/huge/big/added/additional/substantial) (slow/expensive/heavy/costly/
    inefficient/overhead/cost/latency/contention/churn/work/complexity/complicated/complex); (adds/add/
    adding/introduces/with/the/extra/more/needless/unneeded/pointless/unnecessary) (overhead/latency/churn/
    complexity/cost/bloat/contention/indirection/cruft/noise); scalability (problem/issue/bottleneck/limit);
    doesn't/does not/won't scale; cache line/lines (bouncing/contention); hot path/paths; fast path;
    fastpath; bottleneck; quadratic; O(n; wastes/waste/wasting (memory/space/time/cpu/a/the); waste of
    (time/memory/space/effort/cycles); a lot of (churn/code/work/complexity/overhead/duplication/extra/
    unnecessary/memory/effort/noise/trouble/boilerplate/pain/ugly); too (much/many/big/large/small/late/
    early/long/short/strict/strong/aggressive/generic/specific/fragile/subtle/clever/complex/complicated/
    low/high/ugly/risky/coarse/broad/narrow/simplistic/weak/invasive/intrusive/magic/verbose/hard/deep/
    expensive/slow/tricky/error-prone)
  `,
  'o-unneeded': `
    (what/what's/whats) (is/'s) the (point/purpose/reason/benefit/advantage/use/value/rationale/motivation/
    gain/justification/use-case/usecase/actual/real) (of/here/in/for/to/behind/then/problem); why (do/does/
    did/would/should/is/are/not/can't/must/on) (we/you/this/it/the/that/they/i/there/earth) (need/have/want/
    add/do/use/care/even/bother/not/have/make/keep/change/call/check/introduce/require/allow/still/really/
    also/ever/a/so/only/being/necessary/needed/required/in/here/done/different/safe); why (bother/even/
    introduce/add/exactly/a/another/this/the/is/are/here/now/only/so/such/on) (with/@ing/at/the/this/a/a/
    new/all); what (problem/use-case/usecase/workload/benefit/real/actual/exactly) (does/is/are/do/needs/
    would/problem/world) (this/it/you/we/the/that); (no/not/little/isn't/without) (any/a/really/much/real/
    obvious/good/clear/sure) (need/needed/reason/point/necessary/value/benefit/use/sense/required/
    justification/gain) (to/for/of/in/here/why/at/if); (there's/is/see/with/have/has/is/i/really/absolutely)
    no (need/point/reason/value/use/benefit/sense/advantage/justification) (to/for/of/in/why/whatsoever/
    here/at/@ing/that); no need (to/for/of/here/, ); you/we/it/i don't (really/actually/even/actually/also/
    strictly/just/then) (need/want/have/care/know/hold/do/actually) (to/the/a/this/that/any/about/it/for/
    all/both/another); don't (need/want/have/bother/know/actually/really) (to/a/the/this/any/with/@ing);
    doesn't (need/have/want) (to/the/a/any/this/that/all); do not (need/want/have) (to/the/a/any/this); not
    (needed/necessary/required/useful/worth/used/called) (here/anymore/any/to/for/if/in/at/because/as/it/
    the/by/now/@ing); unneeded; unnecessary; unnecessarily; needless; needlessly; pointless; redundant (as/
    with/because/since/here/now/check/to); superfluous; useless; overkill; gratuitous; (already/is)
    (covered/done/handled/checked/guaranteed/protected/serialised/serialized/set/called/exists/have/has/
    provides/does/supported/available/there/initialised/initialized) (by/in/for/here/a/that/this/the/above/
    with); dead code; never (used/called/happens/happen/be/gets/get/true/reached/set/returns/return/needed/
    freed/runs/fails/trigger/going); unused (variable/code/parameter/function/argument/now); (over/over-)
    (engineered/engineering/complicated/complicate/designed); overengineered; over-engineered;
    overengineering; overcomplicated; over-complicated; overcomplicates; complicates; complicated for;
    (premature/micro) (optimization/optimisation/abstraction); yagni; solution in search/looking; solving a
    (problem/non-problem); isn't/not (really/even) a (problem/real/bug/issue/big); non-problem; non-issue;
    (defeats/defeat/defeating) (the) (purpose/point/whole/entire); (whole/entire) (point/purpose/reason/
    idea) (of/is/was/behind); missing/misses/missed/miss (the/a/an/some/that/any/something/one) (point/
    check/case/lock/error/unlock/test/handling/explanation/locking/call/context/comment/barrier/break/
    documentation/bit/fact/signed-off-by/description/details/justification); (what/how) about (the/a/when/
    if/other/all/existing/those/non/concurrent/error/old/large/xfs/ext4/things/users/people/userspace/num);
    (forgot/forgets/fails/failed/neglects) to (handle/check/free/unlock/drop/release/set/mention/update/
    account/take/call/initialize/clear/restore/consider/explain); (doesn't/does not/don't/didn't) (handle/
    check/account/consider/cover/take/free/release/unlock/drop/explain/mention/describe/say/tell/address/
    deal/respect/honor/honour/preserve/propagate/update/validate) (the/for/into/that/this/a/any/it/all/why/
    how/what/with/case/errors)
  `,
  'o-place': `
    (doesn't/does not/don't/not) (belong/really/fit/need) (belong/here/in/there/to/into/at/be); (belongs/
    should/needs) (in/to/go/live/be) (a/the/different/separate/another/vfs/iomap/mm/generic/caller/core/its/
    userspace/with/elsewhere); layering (violation/violations/issue); wrong (layer/place/level/file/spot/
    tree/direction); leaky abstraction; leaks/leaking (the/details/implementation/fs/filesystem/abstraction/
    internal); breaks/break (the) (abstraction/layering/encapsulation/abstractions); open-coding; open
    coding; open coded; open-coded; duplicates/duplicating (the/code/logic/a/what/all/existing/most); (code/
    logic) duplication; copy (and) paste; copy-paste; cut and paste; special (case/casing/cases/cased/
    snowflake); special-case; hard-coded; hardcoded; hard coded; hardcoding; magic (number/numbers/value/
    constant); one-off; ad-hoc; ad hoc; hack (to/that/and/around/in/for/because/which); hacky; kludge;
    bandaid; band-aid; layering; (too) (fs/filesystem/xfs/ext4/driver/arch/x86/implementation) specific;
    (error/bug) prone; error-prone; fragile; brittle; (hard/harder/difficult/impossible/tricky/painful/
    awkward/confusing/ugly) to (read/follow/understand/review/maintain/test/debug/use/get/reason/parse/
    verify/audit/tell/explain/see/justify/implement/support/extend/backport/grep/guarantee/fix); maintenance
    (burden/nightmare/headache/overhead/cost/problem); (unmaintainable/unreadable/unreviewable/untestable/
    undebuggable); technical debt; (slippery) slope; (can/pandora's) (of/box) (worms); (confusing/
    misleading/wrong/stale/outdated/incorrect/bogus/useless/redundant) (name/comment/naming/commit/message/
    description/subject/documentation/and/because/as/to/error/variable/function/because)
  `,
  'o-problem': `
    (the/one/a/another/main/real/big/only/biggest/first/other/second/underlying/fundamental/bigger/general/
    actual/core/first) (problem/issue/trouble/difficulty/catch/downside/drawback/disadvantage/caveat/
    concern/limitation/flaw/gotcha/risk/danger/worry/snag/wrinkle/complication/obstacle/challenge) (with/is/
    here/i/being/in/of/that/was/would/there/, /remains/comes/@ing); (problem/issue) (with/is) (this/that/
    the/it/@ing/a/your/all/these); that's (the/a/another/exactly/one/not/why/just/only/still/because/
    assuming/wrong/what/where/how) (problem/issue/bug/the/a/going/what/true/how/correct/because/why/right/
    enough); this/that/it (is/'s/could/can/would/will/might/may) (be/a/cause/create/get/pose) (a/an/problem/
    problems/problematic/trouble/real/serious/big/potential/huge/confusing) (problem/issue/trouble/concern/
    for/because/if/when/risk/with); (cause/causes/causing/create/creates/creating/introduce/introduces/
    introducing/expose/exposes/opens/lead/leads/leading/result/results/resulting/run/runs/suffer/suffers/
    risk/risks/hit/hits) (to/in/into/from/a/an/the/all/up/some/other/new/more/data/this/that/serious/real/
    various/unnecessary/another/additional/extra/lots) (problem/problems/issue/issues/trouble/bug/bugs/
    deadlock/deadlocks/race/races/corruption/regression/regressions/breakage/hole/confusion/loss/leak/
    failure/failures/overhead/contention/latency/inconsistency/crash/window/same/stale/unexpected/
    fragmentation/churn/duplicate); (now/then/so) (we/you/it/this/every/all/the/have/i) (have/has/need/
    needs/end/are/is/must/depend/also/can/lose/get/still/'re/'ll/hold/call) (to/a/two/up/the/both/all/no/an/
    more/another/three/stuck/different); end/ends/ended up (with/@ing/in/having/doing/calling/being/on); at
    the (cost/expense/risk) of; comes at (a/the) (cost/price/expense); price (to/we) pay; (trade/trading)
    (one/off); tradeoff; trade-off; (corner/edge) (case/cases); (only/still/just) (works/work/true/valid/
    safe/helps/fixes/covers/solves/handles/hides/partial/moves/matters/applies) (if/for/on/when/because/the/
    in/with/a/one/by/part/as/until); (unless/except/until/except) (we/you/the/i/i'm/it/there/that/this/when/
    if/of/for/something); (but/however/though/although/yet) (this/that/it/the/we/you/i/then/there/what/if/
    how/why/they/in/now/for/with/as/a/not/still/only/even/when/once/surely/also/no/you're/it's/that's/i'm/
    again/on/since/all/any/unfortunately/, ); (on/from) the (other/flip) (hand/side); having said that; that
    said; that being said; even (if/so/then/with/when/though/worse); (worse/worst) (than/still/, /case/is/
    the/yet); as (is/it/written/far/i/you/stands); as it stands; not to mention; let alone; never mind that;
    (what/who) (if) (the/another/someone/there/userspace/it/this/two/you/a/we/somebody/i) (caller/thread/
    task/process/is/race/races/fails/happens/user/are/other/file/page/gets/device/has/filesystem/system/
    else); (i'm/i am) (pretty/fairly/quite/almost/not/very/really) (sure/certain/confident) (that/this/it/
    the/we/you/there/that's); (how) (is/are/does/do/would/will/can/could/did) (this/that/it/the/we/you/they/
    these/any/a) (supposed/going/work/handle/not/even/safe/any/different/better/ever/possibly/help/deal/
    guarantee/prevent/be/know/interact/protected/avoid/possible); isn't (this/that/it/there/the) (a/an/racy/
    just/also/already/the/going/supposed/what/still/wrong/broken/always/needed/enough/redundant/unsafe/too/
    bit/more/why/kind/exactly/really); aren't (we/you/these/there/they); doesn't (this/that/it/the/there)
    (need/break/mean/also/race/just/have/leak/already/change/still/make/work/cause/require/defeat/belong/
    matter/lead/open/introduce/violate); don't (we/you/they/these) (need/have/want/already/also/still/just/
    lose/end/risk/leak/get/care); won't (this/that/it/the/we) (break/race/deadlock/cause/leak/fail/be/just/
    also/still/make/need/always/have/end/lead/trigger/cause/hit/work/lose); can't (this/that/it/the/we/
    there/you) (race/be/happen/also/just/lead/deadlock/cause/overflow/fail/result/sleep/change/go); wouldn't
    (this/that/it/we/the/you) (be/break/cause/also/just/need/still/make/have/race/lead/leak/mean/always/
    introduce); haven't (we/you); didn't (we/you) (just/already/agree/want/have/say/use); hasn't (this/that/
    it); who (is/'s) (going/supposed/the) (to/user); (says/said) who
  `,
  'o-rebut': `
    no , (it/this/that/we/you/i/the/not/because/they/there/it's/that's/you're/we're/i'm/just/don't/please/
    as/in/what/if/since/but/only/actually/these/xfs/sorry); nope; not (really/quite/exactly/true/so/at/
    necessarily/always/in/if/with/for/because/only/just/any/anymore/without/unless) (, /true/all/because/
    the/if/a/this/that/when/so/right); that's/that is (not/n't) (true/correct/right/how/what/the/a/quite/
    really/entirely/going/my/possible/because/an/relevant/necessary/something/strictly/accurate); it's (not/
    n't) (that/a/the/really/just/about/clear/like/as/only/possible/going/even/so/actually/quite/entirely/an/
    my/at/because/too/obvious); it isn't; this isn't; that isn't; it (already/actually/still/also/certainly/
    only/just/does/doesn't) (does/is/has/works/do/not/matter/handles/takes/happens/exists/uses/matters/
    needs/gets); actually ,; (well/but/and) , (actually/no/not/yes/that/it/i/the/we/if/you/in/there/this);
    (on the) contrary; quite the opposite; (i/we) (already/did/do/have/tried/actually) (did/do/have/tried/
    does/tried/mentioned/said/explained/thought/considered/discussed/looked/tested) (that/this/it/the/but/
    and/to/in/about/above/with/before/exactly/something); (already/we/been) (tried/discussed/rejected/went/
    been/argued) (this/that/it/before/over/through/there/to/and); (as) (i/we) (said/mentioned/explained/
    pointed/noted/wrote/already/stated/discussed) (above/before/earlier/in/out/already/, /previously/to/
    elsewhere/that); you're (missing/wrong/mistaken/assuming/confusing/right/ignoring/forgetting/making/
    conflating/misreading/misunderstanding/not/still/asking/just); you are (missing/wrong/mistaken/assuming/
    confusing/ignoring/forgetting/misreading/not/still); (misunderstanding/misunderstood/misread/
    misinterpreting); (it/that/this) (doesn't/does not/won't/wouldn't) (matter/work/help/happen/hurt/need/
    really/change/have/do/apply/make/mean/solve/cause/follow/break/buy/seem/prevent/fix); irrelevant; beside
    the point; (straw/strawman) (man); moot; (red) herring; (fud); hand-waving; handwaving; (it/that/this/
    which) (is/'s) (by/intentional/deliberate/expected/fine/ok/okay/harmless/unlikely/on/done/intended/
    exactly/how/why/because/just/not/still/only/actually/already/needed/necessary/required/correct/safe)
    (design/purpose/because/behaviour/behavior/as/here/since/and/what/we/the/how/to/for/by/intentional/true/
    in/if); (intentionally/deliberately/purposefully/on purpose); (has/have) (to/always/been/never) (be/
    been/worked/done/done/this/like/the/had/in/so/used); (required/needed/necessary) (by/because/for/to/
    since/as/so/here/in/due); (otherwise/else) (we/you/it/the/this/there/, /i/they/it'd/we'd/every/a/any)
    (will/would/can/could/have/might/need/is/may/end/'ll/'d/are/get/don't/lose/risk/has)
  `,
};

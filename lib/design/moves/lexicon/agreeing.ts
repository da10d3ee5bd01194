/** How people agree, concede and settle (phrase-graph.ts has the notation). */
export const AGREEING: Readonly<Record<string, string>> = {
  'e-agree': `
    (i/we/yes/yeah/and/, ) (fully/completely/totally/strongly/also/tend/would/do/definitely/wholeheartedly/
    kind/generally/mostly/absolutely/certainly/very) (to/of/much) agree (with/that/, /to/it/this/we/here/on/
    completely/entirely/fully); i agree; agreed; agreed ,; i concur; concur; totally/completely/absolutely/
    fully agree; exactly; exactly right/this/what/my; precisely; indeed; absolutely; definitely; (yes/yeah/
    yep/yup/right/sure/true/correct/indeed/exactly/absolutely/totally/definitely/certainly) , (i/that/this/
    it/we/the/exactly/agreed/please/absolutely/definitely/good/let's/makes/you're/and/but/it's/that's/you/
    there/i'd/i'll/we'll/will/would/should/sure/if); that's (exactly/right/correct/true/what/my/also/fair/
    basically/precisely/pretty/all/very/indeed) (what/right/true/my/i/how/we/the/correct/fine/better);
    you're/you are (absolutely/totally/completely/quite/probably/of) (course/right/correct); you're (right/
    correct/spot); (i/'m) (with/on) (you/board/same) (on/here/page/that); (same/my) (here/thoughts/
    conclusion/opinion/feeling/view/reaction/page); plus one; ditto; likewise; seconded; me too; this (too/
    !/this); hear hear; amen; ack (to/for/on/, /from/with); acked; no (objection/objections/complaints/
    problem/problems/concerns/issue/issues/worries/strong/more/further) (from/to/here/with/, /on/about/
    opinion/preference/feelings/comments/then); i have no (objection/objections/problem/issue/issues/strong/
    concerns/complaints/opinion/preference); i don't (have/mind/object/see/care/disagree) (a/any/strong/if/
    this/that/strongly/much/problem/problems/issue/either/with/too/objection/to/objections); (fine/ok/okay/
    good/happy/cool/works/great/sounds) (with/by/for/either) (me/us/that/this/it/either/way/the)
  `,
  'e-like': `
    (i/we/and/but) (really/do/also/still/quite/very/actually/definitely/certainly/rather) (much) like/love/
    prefer/support/appreciate/welcome/favour/favor (the/this/that/it/how/your/where/idea/to/having/a/both/
    these/option); i like; i love; (much/far/way/a/lot/even/so/definitely/clearly/certainly/significantly/
    infinitely/really/quite/slightly) (a/lot/much/bit) (better/nicer/cleaner/simpler/clearer/easier/saner/
    safer/preferable/improved/more); (that's/this is/it's/is/it/that/this/looks/seems/sounds/also/
    definitely/would be) (a/an/the/pretty/really/very/quite/actually/also/indeed/certainly/so/much/great)
    (good/great/nice/excellent/useful/neat/cool/better/sane/sensible/reasonable/right/best/valid/fair/
    elegant/clever/worthwhile/welcome/brilliant/fantastic/awesome/perfect/lovely/wonderful/desirable/fine/
    valuable/interesting) (idea/improvement/approach/solution/thing/change/point/cleanup/way/direction/fix/
    step/work/feature/addition/one/to/compromise/start/optimization/trick/plan/, /and/choice/option/call/as/
    for); (good/great/nice/excellent/neat/lovely/awesome/fantastic/brilliant/cool) (idea/improvement/
    approach/work/cleanup/stuff/job/catch/find/point/call/one/solution/plan/to/fix/series/!/, /suggestion/
    thinking/spot/question/thing/and); (i/we/i'm/i am/'m/very/really/quite/so) (happy/glad/pleased/excited/
    delighted/thrilled) (to/that/with/about/you/for/if/either/this); (in/all) (favor/favour/for) (of/this/
    it/that); (right/good/correct/nice/sensible/great/proper) (direction/approach/thing/way/call/move/step/
    choice/fix/idea/decision/track/tradeoff/place/solution) (to/here/, /for/and/forward/in); step in the
    right; long overdue; about time; (well/thanks/glad) (worth/for/done/to) (it/doing/having/the/see/
    having); would (love/like/welcome/be) (to/great/nice/useful/good/see/happy/that/this) (see/this/have/to/
    if/for/that); nice (and/to/cleanup/work/catch/!/, /improvement/one/series/job/find/touch/simplification)
  `,
  'e-looks': `
    (this/it/that/all/everything/rest/series/patch/otherwise/the/code/change/approach/patches/idea/overall/
    these/generally/also) (patch/series/one/change/all/looks/look/seems/sounds/approach/idea/code/rest/
    mostly/generally/still/also/now) (looks/look/seems/sounds/good/fine/mostly/pretty/really/very/great/ok/
    okay/reasonable/sane/sensible/correct/right/nice/all/generally/like) (good/fine/great/ok/okay/
    reasonable/sane/sensible/correct/right/nice/me/to/much/better/like); looks (pretty/really/very/mostly/
    all/much/quite/generally/otherwise/still) (good/fine/great/ok/okay/reasonable/sane/sensible/correct/
    right/nice/better/solid/straightforward/useful/clean/promising/plausible/legit/simple) (to/, /enough/
    overall/otherwise/now/from/for); sounds (pretty/really/very/like/all/much/quite/perfectly/entirely) (a/
    the/good/fine/great/ok/okay/reasonable/sane/sensible/right/nice/better/plan/fair/promising/plausible)
    (to/, /enough/idea/plan/good/then); seems (pretty/really/very/like/quite/perfectly/entirely) (a/the/
    good/fine/great/ok/okay/reasonable/sane/sensible/right/nice/better/fair/useful/worthwhile/plausible/
    logical/correct) (to/, /enough/idea/approach/plan); lgtm; makes sense; (that/this/it/which/makes) (all/
    does/makes/make/total/perfect/a/much/more/complete) (makes/make/sense/total/perfect/lot/more) (sense/of/
    to/, /now/then/but); fair enough; works for me; (no) (complaints/objections); (that/this/which/it)
    (should/would/will/'ll/'d/does/also) (work/be/do/fix/solve/help/work/definitely/also) (fine/well/for/
    great/nicely/better/good/ok/okay/enough/sufficient/the/it/nice); good enough; (fine/ok/okay/good) (as/
    enough/then/too/in/either) (is/me/for/way); (is/'s/be/are) (fine/ok/okay/good/great/perfect/acceptable/
    reasonable/alright) (with/by/to/too/as/for/if/then/here/, /in/and/either); (reads/flows) well; nicely
    done; well done; (ship/merge) it
  `,
  'e-concede': `
    fair (enough/point/question/comment); (good/valid/great/excellent/fair/interesting/nice) (point/catch/
    question/spot/find/call/observation/suggestion/idea/points) (, /!/about/and/i/on/here/that/indeed/will/
    let/we); (you're/you are/your/he's/he) (right/correct/point) (, /that/about/and/it/in/is/i/we/there/of/
    but); (my/that's/it's/was/is) (bad/mistake/fault/misunderstanding/oversight/my) (, /mistake/bad/fault/
    i); oops; whoops; d'oh; doh; argh; oh (right/yes/, /i/yeah/no/good/dear/well/and/duh/crap); ah (right/
    yes/, /ok/okay/i/good/yeah/, /that/got); right you are; (i/i'd) (stand/was/misread/missed/forgot/
    overlooked/misunderstood/didn't/totally/completely/completely/hadn't/wasn't/had/see/guess/must/didn't/
    failed) (corrected/wrong/that/the/to/this/about/realise/realize/notice/mistaken/missed/forgot/aware/
    thought/think/it/have/mean/consider/know/what/your/overlooked/misread/confused); i (see/understand/get)
    (your/what/the/now/that/, /it/how/where/why/!/and/thanks/so/but) (point/you/mean/now/concern/problem/
    issue/thanks/i/so/but/are/saying); (point/noted) (taken/, /thanks/thank); (true/right/correct/indeed/
    granted/agreed/sure/yes/yeah/ok/okay/yep/understood/noted/acknowledged/gotcha) (, /enough/but/!/that/
    though/and/thanks/then/it/this/we/i); that's (a/very) (good/fair/valid/great/excellent/true/reasonable/
    legitimate) (point/question/concern/idea/, /enough/catch/suggestion/but); that's (true/fair/right/
    correct); thanks for (pointing/catching/spotting/noticing/the/explaining/clarifying/noting/finding/
    reporting/confirming/suggesting/correcting/bringing) (this/that/it/out/catch/suggestion/pointer/
    explanation/correction/review/clarification/report/heads/reminder/feedback/input/detailed/quick/
    comments/patch/idea/me); (i'm/i am/now/'m) (convinced/sold/persuaded/fine/ok/okay/happy/wrong/good) (, /
    now/that/by/with/then/to/here); you (win/convinced/have/make/raise/bring) (me/a/good/valid/an/up/very);
    (never/on) (mind/second/reflection) (, /that/the/thought/i/this/me/thoughts); (after/having/now)
    (thinking/looking/that/i/reading/more/further/some/i've) (about/at/it/more/more/again/i/thought/think/
    you/this/the/into/thought); on second thought; come to think; in hindsight; in retrospect; (scratch/
    ignore/disregard/forget) (that/this/it/me/about/my/the); i (withdraw/retract/take) (my/that/it/the/
    back); (better/cleaner/nicer/simpler/more) (than/to) (mine/my/what/the/this/that/current/i/having/
    before); sounds/looks/seems/is/that's (much/far/a) (lot/better/nicer/cleaner) (than/mine/my)
  `,
  'd-apply': `
    (applied/queued/merged/pushed/pulled/committed/picked/taken/staged/landed/added/folded/squashed/
    included/accepted) (, /to/for/this/in/up/into/the/it/with/on/onto/both/all/patches/patch/series/thanks/
    and/by/as/these/num/now/here/upstream/already/that) (the/my/thanks/thank/num/next/tree/branch/for-next/
    mainline/queue/for/series/patches/num/upstream/dev/these/both); (i/i've/i have/have/has/i'll/i will/
    will/been/was/is/are/now/'s/'ve) (now/just/already/also/been/it/go/provisionally/tentatively) (applied/
    queued/merged/pushed/picked/pulled/taken/committed/queue/apply/merge/push/pick/take/pull/staged/landed/
    stage/dropped/added/folded/in/accepted) (this/it/the/up/that/for/to/these/all/in/into/num/patch/both/as/
    from/upstream); thanks , (applied/queued/merged/pushed/i've/applied/pulled); (in/into/to/via/through)
    (my/the/his/your/mm) (tree/branch/queue/for-next/next/for/dev/master/-next/xfs/vfs/ext4/tip) (branch/
    tree/of/for/now/, /and); will show up; (appear/show/be/land) (up/in) (in) (linux-next/next/tree/
    mainline/for-next/upstream/shortly/soon); for (num/next/v<num>/the/-rc/rc/linux/stable/this/merge)
    (merge/window/cycle/release/num/next); for-next; merge window; (next/this/coming/current/following)
    (merge/cycle/release/window/rc)
  `,
  'd-go': `
    (let's/lets/we'll/i'll/we/i/will/so/ok/okay/to/can/should/just/shall/going/decided/'ll/gonna) (just/
    then/go/stick/keep/leave/do/settle/take/went/to/stay/proceed/start/move/drop/run/continue/use/skip/
    defer/call/make/adopt/follow) (go/stick/with/this/that/it/on/for/the/ahead/as/from/forward/way/your/
    option/is/out/to) (with/this/that/it/the/your/is/way/route/option/approach/as/for/now/and/then/version/
    one/a/plan/idea/your/my/current/simple/simpler/out/alone/like); go (ahead/with/for/that/down) (and/with/
    this/that/the/it/option/your/route/way/one/with/my); (going/gone/went/go/stick/sticking/run/proceed/
    settled/settle/live/move/moving) (to/with/for/on/ahead/forward) (this/that/the/your/it/with/option/a/
    num/one/approach); (we/have/has/been/was/is/everyone/all/they/'ve/already) (agreed/decided/settled/
    concluded/reached/resolved/chosen/agree) (to/on/that/in/the/not/we/by/upon/a/with/consensus/for/at);
    (consensus/conclusion/agreement/decision/outcome/upshot/verdict) (is/was/seems/to/on/that/in/here/
    reached/of/from/so); (in/the) (end/final) (we/decision/version/i/it/, /conclusion/analysis); so (the/be/
    it/we) (plan/it/conclusion/consensus/decision/is/will/'ll/agreed/going) (is/to/then/was/will/go/have);
    (final/agreed/decided/settled/resolved) (, /decision/version/on/to/then/upon/and/not/with/in/:); be it;
    (done/fine/good) deal; (so/then) (i'll/we'll/i/we) (will/'ll/go/drop/do/keep/use/stick/leave/make/take/
    just) (go/drop/just/do/keep/use/stick/leave/take/the/with/this/that/it); that's settled; settled then;
    case closed; (dropping/drop/dropped/dropping/withdrawn/withdraw/abandon/abandoning/discard/postpone/
    postponed/shelve/shelving/revert/reverted/deferring/defer/scrap/scrapping/reverting/skip/skipping/nuke/
    kill) (this/it/the/that/both/all/for/these/patch/series/my/until/to/them/idea/from) (patch/series/for/
    now/idea/from/one/then/patches/until/later/version/part/approach/out/in); (back/off) (to/the/on)
    (drawing/square/board); (not/no/won't/i won't/will not) (pursue/pursuing/longer/be/going/go/proceed/
    include/bother/worry/do) (this/it/the/that/further/with/needed/to/pursue/down/about/in); consider (this/
    it/the) (dropped/withdrawn/done/resolved/settled/patch); (leave/keep) (it/this/that/as/things/the/them)
    (as/is/alone/like/out/for/the/that/way/, /in) (is/it/that/this/now/way/then/, /future/later/another/
    are); (for/in) (another/later/the/a/future/next) (day/time/series/patch/future/later/version/follow-up/
    followup/discussion/cycle); out of scope; (separate/follow-up/followup/future/another/later/subsequent/
    different) (patch/series/work/discussion/patchset/project/thread/topic/change/issue/step/problem);
    follow-up; later (on/, /patch/series/if/when/date)
  `,
};

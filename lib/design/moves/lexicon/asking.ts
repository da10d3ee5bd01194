/** How people ask for what they do not know (phrase-graph.ts has the notation). */
export const ASKING: Readonly<Record<string, string>> = {
  'q-how': `
    how (do/does/did/would/will/should/is/are/can/could/was/were/has/have/come/many/much/often/long/big/
    large/far/likely/bad/common/about/exactly/else/to/well/expensive/important/fast/soon) (we/you/this/it/
    the/that/i/they/one/users/userspace/people/much/many/is/are/does/do/would/these/a/an/there/time/callers/
    to/your/something/any/of/memory/overhead/other); how exactly; how come; how so; what is (the/this/that/
    your/a/it/supposed/an/being/actually/so/wrong/going/expected/in/stopping/meant/special/left/xfs/
    happening/different/on/to/there/different) (expected/intended/behaviour/behavior/plan/status/purpose/
    meaning/difference/semantics/relationship/use/impact/overhead/cost/state/reason/base/on/about/for/
    happen/to/doing/thing/result/performance/typical/maximum/right/size/unit/current/exact/actual/problem/
    new/best/timeline/default/range/order/lifetime/rule/policy/workload); what's (the/this/that/your/a/it/
    going/up/wrong/happening/left/so/special/missing/with/stopping/supposed/next/different) (plan/status/
    difference/expected/state/about/for/on/the/impact/intended/semantics/meaning/to/reason/use/doing/
    relationship/current/best/point/problem/story/deal/rule); what (are/was/were/do/does/did/would/will/
    should/can/could/about/kind/sort/type/version/kernel/happens/happened/else/if/size/exactly/other/makes/
    about/workload/hardware/tree/arch/config/filesystem/test/tests/branch/commit/error/changed/value/values)
    (you/the/we/this/it/they/of/happens/is/are/that/i/these/your/does/do/to/if/when/with/a/did/on/for/in/
    users/userspace/would/should/was/were/here/options/plans)
  `,
  'q-why': `
    why (is/are/was/were/do/does/did/can't/don't/isn't/doesn't/not/would/should/only/the/this/we/it/you/
    that/didn't/aren't/wouldn't/couldn't/exactly/a/has/have/will) (this/it/the/that/we/you/i/they/there/not/
    a/these/is/are/do/does/here/an/all/only/being/required/called/done/needed/in/callers/any/your/for/
    change/special/different/one) (not/the/a/this/only/called/needed/here/case/so/being/in/using/do/need/
    have/want/required/change/use/is/done/returning/necessary/different/it/we/check/add/that); (any/a/the/
    some/particular/good/specific/there) (particular/specific/good/special/real/other) (reason/reasons/idea/
    thoughts/ideas/comments/plans/objections/opinion/numbers/data/update/progress/news/suggestions/clue/
    chance) (why/for/to/not/on/about/you/this/, /?/we/how/what/or/that/of/from/the/it/here); is there (a/
    any/some/an/anything/something/still/already/no/really/another/actually) (reason/way/particular/chance/
    need/other/plan/specific/good/use/documentation/test/possibility/anything/real/risk/existing/guarantee/
    else/benefit/known/workload/easy/better/difference/limit/value/interest/case/problem/potential/
    performance); are there (any/other/some/plans/no/really/still/more/actually/known/cases) (plans/users/
    other/cases/known/numbers/performance/real/existing/tests/callers/reasons/workloads/situations/concerns/
    filesystems/more/issues/particular/to/where/benchmarks); do (you/we/they/users/these/any/all/i/people)
    (know/have/really/want/need/think/mean/also/plan/see/still/actually/expect/care/remember/already/agree/
    happen/get/ever/intend/still/think) (of/if/what/why/how/to/any/a/that/whether/the/this/it/about/numbers/
    where/some/an/we/which/need/want/care/have/plans/both/all/for); does (this/it/that/the/anyone/anybody/
    xfs/ext4/anything/your/any/not/userspace/one/every/each/every/the/a) (also/really/actually/still/need/
    work/mean/have/apply/the/not/make/know/handle/affect/happen/depend/matter/help/patch/change/imply/use/
    do/just/include/support/cover/fix/look/hold/require/change/break/sound/care/already/return/only/match/
    reproduce)
  `,
  'q-is': `
    (is/are/was/were) (this/that/it/these/those/they/the/there/you/we/your/xfs/ext4) (really/actually/still/
    the/a/an/also/intended/intentional/expected/supposed/true/correct/right/just/only/something/because/
    safe/guaranteed/possible/needed/necessary/required/ever/always/not/for/to/based/enough/meant/deliberate/
    on/in/sure/sure/planning/going/saying/suggesting/thinking/talking/proposing/aware/referring/using/
    seeing/running/able/worth/what/documented/too/already/with/allowed/limited/new/known/reproducible/
    different/ok/okay/fine/how/where/why/code/change/patch/plan/intent/idea/lock/same/case/race/any/
    behaviour/behavior/relevant/common/considered/tested/part) (to/the/that/a/be/by/if/for/or/case/needed/
    necessary/safe/possible/?/true/here/what/because/in/of/on/we/this/same/right/it/you/with/about/and/
    behaviour/behavior); (can/could/will/would/should/may/might/must) (this/that/it/these/they/there/
    userspace/the/we/you/i/users/a/anything/someone/callers/two) (ever/also/really/actually/still/be/happen/
    not/get/have/just/even/race/occur/cause/return/fail/work/need/always/affect/use/see/share/confirm/
    elaborate/explain/clarify/tell/describe/point/reproduce/expand/provide/give/assume/rely/expect/please/
    already/possibly/only/change/sleep/call/block/break/trigger/depend/do/remain/go/help) (a/the/be/happen/
    null/true/to/this/that/on/if/more/us/me/what/why/how/where/some/in/it/with/when/an/called/used/here/
    false/negative/zero/num/for/bit/why/please/set/possible/different); (has/have/had) (this/it/that/anyone/
    you/we/anybody/there/the/these) (been/considered/tried/tested/looked/seen/ever/measured/actually/any/
    also/already/thought/checked/a/had/noticed/done/run/got/changed/observed/benchmarked) (tested/a/any/the/
    this/that/it/at/considered/with/to/run/to/about/been/measured/some/on/discussed/if/how/what/into); (did/
    didn't) (you/this/we/it/that/the/anyone/i/they) (try/test/mean/get/run/see/actually/measure/look/check/
    have/happen/work/want/consider/also/ever/notice/find/intend/not/change/just/manage/do/forget/use/miss/
    really/compare) (to/the/a/this/that/it/any/with/at/if/on/some/what/how/about/test/for/into/numbers/mean/
    in); which (one/of/is/version/kernel/tree/part/case/do/would/are/branch/commit/lock/filesystem/path/
    code/patch/workload/tests/test/way/workloads/users/other/approach/option) (is/are/do/did/does/would/of/
    you/the/should/these/this/that/it/we/will/has/was/is/one/?/these/on/tests/filesystems)
  `,
  'q-know': `
    (do/does/did) (you/anyone/anybody/we/someone) (know/remember/happen/recall) (if/what/why/how/whether/of/
    the/to/any/where/which/when/about/who); (i/i'm/i was/i am/just/also/still/, ) (wonder/wondering/curious/
    am/was) (wondering/curious/if/whether/why/how/what/about/to/, /about/is/is) (if/whether/why/how/what/
    about/the/there/this/we/it/that/is/you); just (curious/wondering/to/asking/checking/double) (, /if/what/
    about/why/how/whether/clarify/confirm/be/make/check/understand/checking); (out/of) (of) curiosity; (can/
    could/would/care/mind) (you/to/someone/anyone/somebody) (please/also/perhaps/kindly/briefly/elaborate/
    explain/clarify/expand/share/describe/confirm/comment/shed/remind/tell/enlighten/help) (please/
    elaborate/explain/clarify/expand/share/describe/confirm/tell/comment/remind/shed/on/why/how/what/if/
    that/the/a/more/me/some/us/this/whether/where/please/your); (i/we/still) (don't/do not/didn't/have/had/
    am) (know/remember/recall/no/not/quite/understand/get/sure) (if/whether/what/why/how/idea/clue/the/of/
    enough/which/where/about/that/when/who); (not/un) (sure) (if/whether/what/how/why/about/which/where/i/
    that/it/this/we/you/the); (what/any/your/curious/interested/love/like) (thoughts/opinions/opinion/
    comments/feedback/ideas/preference/your/others/to/in) (on/about/?/, /or/here/from/for/hear/know/you/
    welcome/think/appreciated/are); thoughts (?/on/, /about/welcome); opinions (?/on/welcome); comments (?/
    welcome/and/on/appreciated); feedback (is/welcome/appreciated/on/?); wdyt; (what/how) do (you/others/
    people/folks/we/you/others/the) (think/guys/say/feel/prefer/suggest/want/mean) (about/of/?/, /we/is/
    here/by/to/that/should/would); (does/do) (that/this/it/you/i/we) (make/sound/seem/look/work/see/agree/
    answer) (sense/ok/okay/good/reasonable/like/right/for/what/a/any/your/fine/?); (or) (am/are/is/did/do/
    have/will/should/can/could) (i/we/you/there/this/it/that) (missing/misreading/wrong/misunderstanding/
    just/something/something/missed/not/overlooked/confused/reading/mistaken/being/completely/understand/
    understanding/still) (something/that/it/here/this/?/the/what/anything/wrong/to/about/correctly/right);
    (am/are) (i/we/you) (missing/wrong/right/correct/sure/reading/misreading/understanding/misunderstanding/
    mistaken); (if/unless/perhaps/maybe) (i'm/i am/i/you/we) (missing/understand/misreading/understood/read/
    misunderstood/mistaken/not/wrong/have/reading/missed); (missing/overlooking) something; right ?; correct
    ?; no ?; ok ?; , right; , or; , is it; , isn't it; , correct; , no ?; or what ?; or not ?; or is (it/
    this/that/there/the); or are (you/we/there/they/these); or do (we/you/they); or does (it/this/that/the);
    or will (it/this/that/we/the); or would (it/this/that/we/you); (so/and/but/then/or/now/also) (what/how/
    why/is/are/do/does/did/which/where/when/who/can/could/would/will/has/have/was) (is/are/do/does/did/
    about/would/happens/if/you/the/this/that/we/it/there/should/can/will/exactly/i/they/was/these/happened/
    are); question (is/: /about/for/then/on/here/, /to/remains/of/whether); (my/one/another/a/the/other/
    quick/only/same/stupid/dumb/first/next/open) (question/questions) (is/: /about/for/here/, /though/on/to/
    i/that/would/was/from)
  `,
};

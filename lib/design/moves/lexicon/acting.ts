/** How people ask for work and promise it (phrase-graph.ts has the notation). */
export const ACTING: Readonly<Record<string, string>> = {
  'a-please': `
    please (also/just/do/don't/can/consider/make/at/try/be/then/either/always/instead/keep/see) (@change/a/
    the/this/it/that/not/sure/to/an/your/all/use/have/me/in/least/for/these/any/out/try/do/run/rather/take/
    look); please @change; please use/do/don't/see/make/let/try/run/have/look/provide/take/give/find/
    consider/feel/go/ignore/stop/be/read/follow/submit/open/cc/note/apply/start/include/correct; pls
    @change; kindly @change; (can/could/would/will) you (please/also/just/perhaps/maybe/then/at/try/not/
    possibly/kindly/instead) (@change/try/run/do/use/give/make/have/see/look/take/share/confirm/provide/
    tell/let/cc/start/find/get/include/point/show/submit/apply/verify/double); (can/could) (this/that/it/
    these/we/the/i) (please/also/just/be/get/have/perhaps/maybe/at/at) (be/get/a/@changed/an/have/please/
    the/this/some/least/documented/made/moved/@change/turned/folded/done/put); would you (mind/be/please/
    like/consider/care/prefer) (@ing/able/to/if/willing/adding/sending/trying/splitting/making/testing);
    (mind/care) (@ing/to) (@change/a/the/this/that); if you (could/can/would/don't/have/do/get/want/respin/
    resend/repost/send/are/need/end/add/have) (please/@change/also/mind/time/just/to/a/this/it/the/respin/
    one/the/another/chance/going/provide/re-spin/could/like/up); (i'd/i would/it'd/it would/would/'d/we'd)
    (really/also/be/much/still) (appreciate/like/prefer/love/want/be/appreciate/nice/good/great/helpful/
    useful/grateful/ask/expect/happy/interesting/awesome/wonderful/best/worth) (to/it/if/a/you/that/for/an/
    some/the/having/more/see/have/know/this/@ing) (you/see/have/a/could/can/the/this/more/some/had/add/
    mention/know/hear/test/include/would/were/an/document/explain/to/document/add/split/at/if/that/someone)
  `,
  'a-needs': `
    (this/that/it/these/which/patch/code/definitely/really/also/probably/still/function/here/there/comment/
    series/commit/you/we/, ) (also/probably/definitely/really/still/at/all/desperately/clearly/just/
    certainly) (needs/need/requires/deserves/wants/lacks/could/should/warrants/missing) (a/an/to/some/more/
    the/at/better/also/be/have/its/proper/another/documentation/use/get/explain/mention/say/state/carry/
    include) (comment/comments/explanation/test/be/documentation/better/justification/proper/good/helper/
    fixes/big/description/explain/changelog/testcase/fstest/use/separate/new/split/least/respin/rebase/
    update/have/manpage/man/bit/fix/review/work/name/detailed/check/lock/much/selftest/signed-off-by/cc/
    entry/different/@changed); needs (fixing/to/documenting/splitting/testing/work/more/a/an/updating/some/
    rebasing/explaining/cleaning/converting/be/at/the/review/better/reviewing/renaming/proper/also);
    (should/must/needs/need/has/ought/could/can/want/wants/might) (to/also/probably/really/just/all/at/at/
    now/then/instead/be) (be/also/really/probably/get) (@changed/a/an/in/documented/split/its/separate/
    fixed/mentioned/explained/done/on/static/const/sorted/aligned/indented/called/part/unsigned/bool/inline/
    capitalized/removed/before/after/enough/renamed/moved/dropped/the/tested/merged/folded/squashed/
    initialised/exported/consistent/guarded/freed/checked/below/above/annotated/one/converted/reworded/
    combined/clarified/ifdef/under/pulled/reverted); (the) (commit/change/patch/log/subject/changelog/cover)
    (message/log/letter/description/line/title) (should/needs/could/doesn't/is/must/says/here/really/does/
    also/to/for/and/could/ought/has/didn't); (add/with/a/needs/without/missing/wants/deserves/and/some/big/
    an/the/this/better/short/code) (comment/comments/explanation/test/testcase/fixes/kerneldoc/
    documentation/assert/warn/check/helper/note) (here/explaining/to/about/tag/saying/that/on/for/why/above/
    describing/case/in/before/, /please/and/describing/as/would/at/like/mentioning/somewhere); (fixes/cc/
    reported-by/signed-off-by/stable/link/closes/suggested-by) (tag/line/: /missing/as/here/for); cc stable;
    cc: stable; (you/we) (probably/also/should/really/may/might/could/can/will/'ll/must/need/want) (should/
    want/need/also/to/probably/have/like/really/be/just/definitely) (to/also/@change/be/run/use/cc/send/
    include/look/try/take/add/have/make/do/a/say/get/update/check/at); (don't/do not/not) forget (to/the/
    about/a); make sure (to/that/you/the/it/this/we/all/they/there/your/no/nothing); be sure (to/that);
    remember to; (feel) free to; (worth/deserves/merits/warrants) (a/an/adding/documenting/mentioning/a/
    noting/explaining/checking/testing/fixing/splitting/doing/to/some/measuring/at) (comment/comment/
    explanation/note/test/mention/separate/few/fixes/the/a/that/this/in/it/look/why)
  `,
  'a-imperative': `
    ^(and/so/but/then/also/or/, /just/please/nit: /minor: /instead/maybe/otherwise/now/first/again/ok/
    finally/next/perhaps/again) @change (the/a/an/this/it/that/all/these/to/in/with/out/up/for/them/your/
    one/some/both/here/of/off/any/each/into/over/from/on/as/at/please/<id>/<num>/if/sure/whether/why/how/
    what/<path>/more/it's/instead); ^(and/so/but/then/also/just/please/nit/nit:) @change; ^(just/also/
    instead/please/then/so) (use/do/have/make/take/let/get/run/give/go/look/see/try/start/find/stop/read/
    leave/keep/put/move/add/drop/remove/call/return/pass/set); ^(use/try/have/make/do/take/let/get/run/give/
    go/look/see/start/find/stop/read/leave/keep/put/turn) (the/a/an/this/it/that/all/these/to/at/your/of/in/
    <id>/one/for/on/is/us/me/some/sure/back/up/out/with/away/separate/not/something/proper); ^(typo/typos/
    nit/nits/nitpick/minor/minor nit/small nit/tiny nit/trivial/trivial nit/style/whitespace/spelling/
    indentation/grammar/spurious/stray/extra/missing/unneeded/unnecessary/needless/unrelated/overly/double/
    trailing/superfluous/redundant/duplicate/empty/bogus/odd/weird/wrong/same/ditto) (nit/: /, /in/here/
    change/line/whitespace/newline/space/blank/comment/semicolon/parentheses/braces/brackets/long/lines/tab/
    tabs/indentation/include/cast/initialization/check/variable/word/words/for/fix/as/comments/thing/issue/
    about/applies/goto/else/problem/with/below/above/a); nit:; nitpick:; (one/another/small/minor/tiny/few/
    a/just/some/only/couple/two/the/trivial/other/very) (nit/nits/typo/minor/small/nitpick/nitpicks/comment/
    comments/thing/things/cosmetic/style/of/little/remark/suggestion) (nit/: /, /below/though/here/comment/
    comments/thing/nits/in/about/issue/issues/inline/but/i/remaining/though/tiny); (no/extra/missing/
    unneeded/stray/spurious/trailing/blank/empty/double/pointless/useless/needless) (need/newline/blank/
    empty/whitespace/space/line/lines/tab/braces/brackets/parentheses/semicolon/casts/cast/comma/
    indentation/else/include/initialization/parens) (for/line/here/please/at/lines/needed/between/after/
    before/around/and/in); (80/num) (columns/chars/characters/column/col/cols); line (length/too/wrap/break/
    over/lengths/longer/wrapping) (long/limit/here/than/the); alphabetical (order); reverse (xmas/christmas)
    (tree/order); (coding/code) style; checkpatch; (s/should be/typo for/spelled/->) (that/the)
  `,
  'a-will': `
    (i'll/i will/will/we'll/we will/i shall/i'm going to/i am going to/i'm gonna/going to/gonna/i plan to/i
    intend to/planning to/plan to/let me/i'd better/i can/i could/i'd/i would/i'll try to/i will try to/
    happy to/i'm happy to/glad to/willing to/i need to/i should/i have to/i've got to/i want to/i'd like to/
    i would like to/i'm trying to/i'm planning to/i'm about to/i guess i'll/i think i'll/i guess i/i think i
    should/i must/also/ok i'll/sure i'll/so i'll/and i'll/then i'll/but i'll/maybe i'll/i can also) (also/
    just/then/probably/definitely/certainly/try/still/have/go/be/at/take/make/give/first/of/simply/need/
    instead/happily/gladly/now/do/see/and/likely/get/add/look/send/fix/update/change/run) (to/a/the/that/
    this/it/@change/look/see/back/sure/around/into/at/go/out/up/for/and/some/course/do/in/run/more/with/if/
    try/have/an/these/so/what/all/another/on/both/your/them/my/how/whether); (i'll/i will/will/we'll)
    @change (it/this/that/the/in/a/to/up/them/for/these/all/out/accordingly/and/with/on/those/, /if/into/
    both/some/your/as/my/more/over/so/next/soon/again/another/v<num>/shortly/from/an); will (do/fix/change/
    update/address/add/remove/drop/send/try/rework/resend/respin/repost/make/take/look/check/test/correct/
    move/rename/split/rebase/use/include/document/wait/post/investigate/keep/follow/work/clarify/improve/
    revert/fold/squash/switch/replace/get/see/adjust/handle/cc/give/mention/reword/write/convert/queue/
    merge/apply/push/need/reply/explain/experiment/benchmark/measure/think/go); ^will (do/fix/change/update/
    address/add/remove/drop/send/try/rework/resend/respin/be/make/take/look); (on/added/add/noted/in) (my/
    to/for) (todo/list/next/v<num>/the) (list/version/respin/revision/todo/series/round/v<num>/iteration/
    posting); (in/for) (the/v<num>/my/a/next) (next/v<num>/new/following/respin/updated/upcoming/version)
    (version/revision/respin/iteration/round/posting/series/spin/patchset/v<num>/one/submission); (i/i'm/we/
    we're/i am) (working/looking/going/planning/about/hoping/testing/preparing/writing/cooking/currently/
    still/also/already) (on/into/to/at/working/looking/this/it/a/the/up/testing/planning/an) (it/this/that/
    a/the/post/send/fix/on/an/do/add/some/respin/make/try/have/into/change/patch/patches); (new/next/
    updated/another/revised/fixed/v<num>) (version/patch/series/spin/revision/respin/posting/iteration) (is/
    will/coming/soon/on/shortly/to/with/later/tomorrow/today/, /out/below/follows/sent/posted/in); (coming/
    sending/posting/out) (up/soon/shortly/later/v<num>/it/a/out/today); stay tuned; (leave/give/hand) (it/
    that/this) (to/with/a) (me/someone/him/try/you/shot/go/spin/run); i'll leave; (can/could) do ( ,/that/
    so/, /this/if/!/for/it); (sure/ok/okay/yes/yep/yeah/agreed/right/good/makes/thanks/understood/noted/
    true/indeed/fair/ah/oh/hmm/got/will) (, /thing/sense/point/catch/enough/it/you/right/i/idea/do/will)
    (i'll/i will/will/i/we'll/let/can/, /fixed/done/no/that/fix/v<num>/change/we/going/i'm/makes)
  `,
  'a-done': `
    ^(done/fixed/updated/removed/changed/added/dropped/renamed/addressed/corrected/moved/resolved/sorted/
    noted/ack/acked/ok/okay/sure/yes/yep/agreed/roger/understood/reworded/split/folded/rebased/got it/check)
    (, /in/!/now/this/that/the/it/for/as/thanks/locally/both/to/and/up/will/v<num>/here/all/accordingly/by/
    with); (already) (fixed/done/changed/posted/sent/updated/addressed/removed/dropped/renamed/merged/
    upstream/queued/applied/in); (i've/i have/i/we/we've/have/has been/was/been/'ve/are/got/were) (now/
    already/just/also/since) (fixed/done/changed/posted/sent/updated/addressed/removed/dropped/renamed/
    added/reworked/moved/made/split/rewritten/written/converted/tested/folded/rebased/resent/pushed/tried/
    started/modified/corrected/replaced/reworded) (it/this/that/the/a/in/to/up/them/all/these/by/out/and/
    for/my/both/with/an/on/some/as/your/locally/over/those/into/more/another/from); (sent/posted/posting/
    sending/here/attached/send) (a/out/the/v<num>/as/an/it/is/this/separately/it/them) (v<num>/patch/new/
    fix/series/follow-up/the/separate/as/separately/out/version/updated/here/to/for/now/for/now); fixed (up/
    in/the/that/this/it/by/now/, /locally/with/and/for); will be (fixed/addressed/done/in/updated/removed/
    changed/dropped/added/sent/posted/included/corrected/handled); (changes/changed/changelog) (since/from/
    in/log/v<num>/to/:)
  `,
};

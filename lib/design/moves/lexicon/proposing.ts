/** How people put forward a way to do it (phrase-graph.ts has the notation). Written from knowledge of English. */
export const PROPOSING: Readonly<Record<string, string>> = {
  'p-ask': `
    how about; what about @ing; what about just; why not (just/simply/instead); why don't we/you (just/
    simply); why couldn't we/you/this; why can't we/you (just/simply); could/can we (not) (just/simply/
    instead/perhaps/maybe) @change; couldn't/can't/shouldn't we/you/this/it (just/simply/instead/also);
    would/could it be possible to; is it possible to; would it make sense to; does it make sense to; would
    it not be; wouldn't it be better/easier/simpler/cleaner/nicer/possible; isn't it better/easier/simpler/
    enough to; would it be better/easier/simpler/cleaner/nicer/enough/worth; is it not better/easier/enough
    to; what if we/you/i/it/the/they; what happens if we just; should we (not) (just/instead/perhaps/maybe/
    rather); shouldn't this/that/it (just) be; might it be better/worth; how would you feel about; how do
    you feel about; what do you think about/of @ing; have you considered/thought (about/of) @ing; have you
    considered; did you consider; did you think about @ing; any chance we could; any reason not to; any
    reason we can't/couldn't; is there any/a reason we can't; is there any/a reason not to; what prevents/
    stops us from; do we want to instead; what would you think of; would you consider; could/can this be
    done/moved/made/turned; would that/this/it work (for) ?; or should we; or can/could we; or maybe; or
    perhaps; or just; or simply; or better/alternatively; or even better; or we could; or rather; or is it
    better; why not use; why not make; why not have; why not keep; why not put; why not let; why not do; why
    not call; why not move
  `,
  'p-could': `
    we/you/one/i could/can (just/simply/also/instead/always/easily/perhaps/maybe/probably/still/even/then/
    actually) @change; we/you/one could (just/simply/also/instead/always/easily/perhaps/probably/then/
    actually/either) have/do/get/go/start/try/add/let; we/you might (as) well; we/you may as well; might/may
    want to; you/we/one might/may be able to; could/can be done by/with/in; could/can be used to/for/here;
    could/can be made to; could/can be replaced by/with; could/can be moved into/to/out; could/can be
    implemented as/by/with/in/on; could/can be turned into; could/can be solved by; could/can be avoided by;
    could/can be handled by/in; it/that/this/which could/can be; there could be; could do with; we can
    always; one could argue for; could/can instead; could/can also be; could/can simply; could/can just;
    could/would/might be used; could use; could reuse
  `,
  'p-should': `
    we/you/it/i (probably/really/definitely/also/just) should (just/simply/probably/really/instead/always/
    also/rather/at) @change; we/you/i should (just/simply/probably/really/instead/always/also/rather) be
    able to; should instead be/use/do/have; we ought to; we need to (just/simply/either/rather/first); we
    have to (just/either); we must (not/always/never/also); what we need is; what we want is; what we should
    do; what we really need/want; what i want/need is; what you want is; the right thing (to do) (here) is;
    the right way/fix/solution/answer/approach (here) is; the proper way/fix/solution; the correct way/fix/
    solution/approach; the best way/fix/solution/approach/option; a better way/fix/solution/approach/option/
    idea; the only way (to/is/out); the real fix/solution; the obvious fix/solution; the simplest way/fix/
    solution/thing/approach; the easiest way/fix/solution/thing/approach; the easy fix/way; the sane/clean/
    sensible way/thing; a clean/cleaner/simple/simpler way; a simple/simpler/cleaner/better/nicer solution/
    fix/approach/option/alternative/interface/design; should go into/in/to/under/before/after; should live
    in/under/with/on; should belong to/in; should come from/with/before/after/first; should happen in/at/
    before/after/under/only; should work on/like/the/with; should be the/a/an default; should be (treated/
    done/handled/implemented/exposed/opt-in/optional/generic); should be up/left to; should be possible to;
    should be enough/sufficient to; should never/always/only be; needs to be the; has to be done/in/at/by;
    must be done/held/set/taken/called; must not be; want/wants to be a/an/in/the; deserves a/an/its; we do/
    don't want to; we want (a/an/the/to/this/that/some); we'd want (to/a); we'd need (to/a); you'd want (to/
    a); you'd need (to/a); you/they want/need to (use/do/have/make/take/call/check/look/add/set/pass); i
    would expect (it/this/that/the) to
  `,
  'p-alternative': `
    alternatively; an/the/another/one/a alternative (would/could/might/is/to/approach/way/option/here);
    alternative is/would/could/might/approach/solution; another option/way/approach/possibility/idea/
    solution/thought/choice; other option/options/way/approach/alternative; one option/way/approach/
    possibility/idea/solution; a/the different/third/second/middle approach/way/option/solution/ground;
    first/second/third/last option; option num/a/b/c/one/two; either we/you; we either; we/you can/could/
    should either; the options/choices are; there are two/three/several ways/options/approaches; instead of
    @ing; instead of a/an/the/this/that/using/having/doing; rather than @ing; rather than a/an/the/having/
    using/doing/just; as opposed to; in place of; in lieu of; instead ,; , instead; do/use/have/make it
    instead; to go the other way; the other way around/round; or have/let/make/do/use/put/add/keep/move/
    call/pass/return; if not , then; failing that; at the very/bare least; as a fallback; as a compromise;
    as a/an middle/alternative/interim/stopgap/first/temporary step/fix/measure/ground/solution; in the
    meantime; in the long run/term; longer term; for now; long term; short term; a/one possible/potential
    solution/fix/way/approach/alternative; plan b; best of both; a variant of; a variation on; a hybrid
  `,
  'p-prefer': `
    i'd/i would (much/really/strongly/still/also/personally) (rather/prefer); i (would/'d) lean towards/
    toward; i/i'm lean/leaning/inclined towards/toward/to; my preference (is/would/here); my vote (is/goes/
    would); i vote for; i (much/strongly/still/really/personally) prefer; i would/'d (just/simply/probably/
    also/suggest/propose/recommend/argue/go/vote); i would/'d (just/simply/probably/rather/also) (use/do/
    make/keep/put/call/add/drop/move/go/have/leave/split/remove/start/say/try/turn/return/pass); i/we
    suggest/propose/recommend (to/that/we/you/using/making/adding/a/the/@ing); my suggestion/proposal/
    recommendation; i'd suggest; i was thinking (of/about/that/we/to/something/more); i think (that) we/you/
    it/this/the/a @option should/could/can/need/want/must/would; i think a/an/the better; i think it'd/it's/
    it would be better/cleaner/best/easier/simpler/nicer/enough/good/worth; i guess we/you/it could/can/
    should/need/want; i suppose we/you could/can/should; i believe we/you/it should/could/can/need; i feel
    (like) we should; maybe we/you/it/this/just/the/instead/a/i/use/add/make/have/should/could/something;
    perhaps we/you/it/this/just/the/instead/a/i/use/add/make/have/should/could/something; probably best/
    better/easier/simpler/worth/want/need/should; personally i/,; ideally (we/you/it/i/the/this/, ); in an
    ideal world; preferably; i'd love/like (to) (see/have) (a/an/the/this/us); would/'d prefer if/to/that/
    we/a/the/not/having/it/using; would/'d be (much/far/a/even/way) (better/cleaner/simpler/nicer/easier/
    safer/more/best/preferable/enough/great/nice/good/ideal/useful/sufficient/possible); it/that/this/which
    would/'d be (much/far/a/even/way/lot) better/cleaner/simpler/nicer/easier/safer/preferable; would make
    (more/much) sense; makes more sense to; more sense to/if; seems/looks/sounds like a/the better/cleaner/
    simpler/good/right/more; better to/if/off/would/idea/way; it's better/best/easier/simpler/cleaner to;
    best to/if/is; easier to just/if; simpler to just/if; cleaner to/if; safer to/if; might/may be better/
    easier/simpler/cleaner/nicer/worth/good/useful/best/preferable/nice/enough/possible to/if/off/idea; it
    might/may/could be worth; worth @ing; i wonder if/whether we/you/it could/should/can/would; wondering
    if/whether we/you/it could/should/can/would; i'm thinking (of/about/that/we/maybe); what i have in mind;
    what i had in mind; what i was thinking; how i would do; the way i'd do; the way i see it; if it were/
    was me; if i were you; in my opinion we; imho we/the/it
  `,
  'p-idea': `
    the/my/one/an/another idea (here) is/was/would/being; here's an/another/my/one idea/thought/proposal/
    suggestion/alternative/option; the/my plan is/was/would; the/my proposal is/was/would; my thinking is/
    was; my thought (is/was); the goal/aim/intent/intention/purpose (of/is/was/here) (this/the/that); the
    approach is/taken/here; the trick is/here/would; the key/basic/general/core/main idea; the design (is/
    of); something like (this/that/the/below/: ); something along (the) lines; along (those/these/the) lines
    (of); like so; like this :; as follows; e.g something; roughly (like/: /speaking); the following (patch/
    change/diff/should/would/code/: /untested); untested patch/diff/but; (completely/totally) untested;
    (see) below patch; here's a/the/what/how/my patch/diff/what/how/idea; patch/diff below; i have/had/'ve
    in mind; i imagine(d) that/we/it/you; i envision; i picture; we're proposing; the proposed (change/fix/
    solution/approach/interface); this rfc; rfc to; request for comments; that way (we/you/the/it/, ); this
    way (we/you/the/it/, ); then we/you/it/the can/could/would/don't/just/only/wouldn't/should/'d/'ll; and
    then (we/you/just/it) (can/could/would); so that we/you/it/the/they (can/could/don't/only/won't);
    that'd/that would (also/let/allow/make/give/avoid/get/solve/fix/help/work/save/be/mean/require/
    simplify); this/it/which would (also/then) let/allow/make/give/avoid/get/solve/fix/help/save/simplify/
    remove/eliminate; it'd let/allow/make/give/avoid/be/also; would solve/fix/avoid/address/eliminate/
    simplify/cover/handle/allow/let/get/save/give; gets/get rid of; solves the/this/that/all; if we (just/
    instead/simply/could/can/want/need/had/have/do/did/made/make/use/used/move/moved/add/added/keep/kept/
    drop/dropped/put/go/were/are/really); if you (just/instead/simply/want/need/use/make/add/move/put/
    really/have); if we/you go/went that/this way/route; have the/a/an @code; have @code @change; let the/
    userspace/callers/users @change; let us/let's (just/instead/first/also/not/use/make/keep/try/see/do/add/
    have/start/call); lets (just/instead/first/use/make/keep/try/do/add); we'll/we will need/want/have to;
    by default; opt in/out; opt-in; opt-out; as a/an module/mount/ioctl/sysctl/kconfig option/parameter;
    behind a/an config/flag/option/mount/kconfig; only when/if the; on top of; in terms of; based on the;
    keyed by/on; per inode/mount/cpu/file/superblock/device/folio
  `,
  'p-series': `
    this/the (patch) series/patchset/patch/set/commit/rfc/patches/change/work (also/now) (adds/add/
    introduces/introduce/implements/implement/fixes/fix/converts/convert/moves/move/removes/remove/makes/
    make/enables/enable/reworks/rework/replaces/allows/allow/extends/changes/tries/aims/attempts/provides/
    addresses/contains/does/is/cleans/improves/refactors/switches/optimizes/splits/drops/updates/solves/
    proposes/teaches/brings/lets/defines/exports/exposes/eliminates/starts/consists/covers/supports/
    simplifies/reduces/avoids/uses/ports/merges/prepares); in this series/patch/patchset/rfc/version , /we/
    i; with this series/patch/patchset/change/set (applied) , /we/it/the; this is a/an/the (rfc/patch/
    series/patchset/set/rework/attempt/followup/first/v1/respin/resend/preparation/cleanup/small/simple/new/
    prototype/proposal/second/third/re-spin); here's/here is/are a/an/the series/patch/patchset/set/patches/
    respin/version/v<num>/rfc; the following series/patches/patchset; patches num; patch num @change; first/
    second/last/next/rest (few/two/three/num) patch/patches; to (address/fix/solve/avoid/resolve/handle/
    support/prevent/mitigate/achieve/overcome/reduce/improve/do) this/that/the/it/these; so @change the/a/
    an/it/this/all; therefore @change; thus @change; hence @change; fix this by; fix it by; fix that by; fix
    the/these issue/problem/bug/race/issues/problems by; solve this by; avoid this by; resolve this by;
    address this by; this is done by; by @ing; we do this by; introduce a/an/the/new/support; add a/an/the/
    new/support/missing/helper; implement a/an/the/support; convert the/all/to; make the/it/this/sure/use/
    all; remove the/all/unused; use the/a/an/it/this/new; move the/it/this/all/code/these; replace the/all/
    it; change the/it/this/all; allow the/users/userspace/for/to; allows us/users/userspace/the/for/to;
    enables us/users/userspace/the/for; provides a/an/the/us; adds support/a/an/the/new; introduces a/an/
    the/new; new ioctl/flag/helper/syscall/mount/api/interface/function/field/feature/option/infrastructure/
    mechanism; rework the/how/this; refactor the/this; split the/this/out/into; factor out; clean up the/
    this; teach the/it; extend the/it/this; export the/it; expose the/it/a; enable the/it/this; drop the/
    this/it/all; switch to/the/from/over; pass the/a/in/it/down; return the/an/a; handle the/this; avoid
    the/a/@ing
  `,
};

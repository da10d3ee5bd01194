/** What is said beside the moves: news, reasons, evidence, courtesies (phrase-graph.ts has the notation). */
export const TELLING: Readonly<Record<string, string>> = {
  't-now': `
    currently (, /we/the/it/this/in/there/, /xfs/ext4/only/not/is/does/used/when/if/all); (at/right) (the/
    this/now/present) (moment/time/point/present/, /we/the/it/, ); (today/nowadays/these/historically/
    traditionally/previously/originally/in the past/prior to/before/until now/so far/to date/as of) (, /
    days/we/the/this/it/is/there/that/commit/v<num>/xfs/patch/now/now/num); used to (be/have/do/work/call/
    use/return/get/take/hold); (since/in/by/with/from/after/see/until/as/before/to/like/and) commit (<id>/
    <num>/"/that/message/log/, /( ); commit (<id>/<num>) (( "/" /did/has/introduced/added/changed/removed/
    fixed/made/says/is/was/broke/already); (was/were/has been/have been/been/got/is/are) (introduced/added/
    merged/removed/changed/fixed/reverted/discussed/reported/written/designed/created/made/done/posted/
    originally/first/initially/broken/found) (in/by/to/for/as/with/when/before/on/at/back/because/so/
    recently/there/here/since/long/and/that); (when/whenever/while/once/after/before/if) (a/an/the/we/it/
    you/userspace/there/this/two/writing/reading/doing/running/calling/someone/one/they/that/all/multiple/
    mounting/something/an/xfs/ext4/i/using/memory/another/both/each) (process/thread/task/user/file/page/
    folio/inode/filesystem/write/read/caller/device/bio/request/extent/range/lock/is/are/call/has/does/gets/
    was/will/can/want/have/need/to/the/kernel/system/same/block/buffer/transaction/log/journal/current/new/
    first/last/mount/allocation/truncate/fault/race/crash/were/happens); (the) (kernel/vfs/filesystem/
    caller/page/folio/inode/code/function/current/lock/block/existing/system/first/second/last/same/
    following/above/old/other/log/journal/allocator/buffer/extent/transaction/superblock/device/bio/
    hardware/driver/scheduler/compiler/page/user/application) (code/will/is/has/can/cache/then/does/only/
    allocates/calls/holds/takes/returns/uses/already/function/implementation/gets/just/may/itself/would/
    that/was/are/needs/also/must/path/of/to/mount/lock/pointer/always/size/for/in/before)
  `,
  't-cause': `
    (this/that/it/which/problem/reason/and/bug/issue/all/failure/mostly/only/just/probably) (is/'s/was)
    (because/due/caused/since/as/why/what/how/where/when/so/a/result) (of/we/the/it/to/of/by/in/i/that/this/
    there/if/they/you/is/happens/consequence); (the) (reason/reasons/rationale/motivation/explanation/cause/
    root/purpose/idea/intention) (for/is/i/why/we/behind/this/being/was/that/it/cause/here/of/to/are) (this/
    the/that/it/is/i/we/because/not/of/@ing/was/a/doing/there/using/did); (because/since/as) (we/it/the/of/
    this/that/they/you/there/i/, /all/xfs/if/then/a/both/each/now/in/no/once/when/its/these/otherwise/only/
    for/userspace/not/most/some/any); due to; owing to; (thus/therefore/hence/so/consequently/accordingly/as
    a result/as such/this means/which means/that means/meaning/it means/implies/implying/it follows) (that/,
    /we/the/it/this/there/i/you/they/if/in/all/any/no/a/is/only/when/for/not/are/can/what/far/long); (in/on/
    for) (order/other/particular/fact/theory/practice/general/addition/contrast/most/this/that/such/the/
    example/instance/short/case/principle/reality/many/some/our/these/top/average) (to/words/, /the/that/we/
    case/it/of/cases/, /there/this/if/is/a/, /case/meantime/past/first/same/future/kernel); i.e; e.g; (that
    is/namely/in other words/iow/iows/basically/essentially/effectively/specifically/technically/strictly/
    fundamentally/ultimately/generally/typically/usually/normally/practically/presumably/apparently/
    importantly/note/notably/similarly/likewise/furthermore/moreover/additionally/besides/also/finally/
    lastly/firstly/secondly/first/second/third/anyway/anyways/regardless/meanwhile/interestingly/
    fortunately/luckily/unfortunately/sadly/obviously/clearly/of course/naturally/admittedly/incidentally/
    btw/by the way/fwiw/afaik/afaict/iirc/ideally/well/hmm/um/so/now/okay/right/yes/no/and yes/and no/but
    yes/but) (, /that/we/the/it/this/there/speaking/i/you/if/in/because/when/for/all/what/a/they/is/as/to)
  `,
  't-evidence': `
    (i/we/i've/i have/we've/have/has been/was/just/also/been/and/me/it) (just/also/did/have/actually/
    already/ran/quickly/even/only/never/then) (tested/tried/ran/run/measured/benchmarked/verified/checked/
    confirmed/reproduced/reproduce/saw/seen/hit/found/noticed/observed/looked/traced/bisected/see/debugged/
    testing/running/seeing/hitting/triggered/instrumented/profiled/compared/test/checked) (this/it/that/the/
    with/on/a/some/in/to/at/by/your/an/no/xfstests/fstests/into/through/and/several/all/these/of/for/any/
    num/same/under/and/one/my/out/both/generic/when/if); (test/tests/testing/benchmark/benchmarks/results/
    result/numbers/data/measurements/profile/perf/trace/traces/log/logs/output/fio/fsx/xfstests/fstests/
    report/syzbot/lockdep/kasan/bisect/bisection/dmesg) (show/shows/showed/suggests/suggest/say/says/
    indicate/indicates/reveal/reported/reports/on/with/from/for/are/is/passes/passed/pass/fails/failed/fail/
    points/complains/looks/look/of/results/results/run/output/case/below/above/in/was/were/found/generic/
    xfs/this/to/, ) (that/a/the/this/no/with/on/of/from/are/is/in/num/it/for/up/to/an/any/without/all/me/on/
    your/without/below/and/as/some/after/passed/test/failure/failures); (tested-by/reproducer/reproducible/
    reproduces/can reproduce/can't reproduce/cannot reproduce/unable to reproduce/able to reproduce/easy to
    reproduce/steps to reproduce/to reproduce/call trace/stack trace/kernel panic/bug:/warning:/splat/oops/
    backtrace/lockdep splat); (before/after/with/without/baseline/vanilla/patched/unpatched/original) (: /
    the/this/patch/patches/kernel/series/applied/change/your/these/and) (patch/patches/: /change/series/
    kernel/applied/, /it/i/we); (num/about/roughly/by/to/up/of/around/over/than/from/~/at/nearly/
    approximately/only/another/least) (num/<id>) (%/seconds/sec/ms/us/ns/times/percent/x/mb/gb/kb/bytes/
    pages/threads/cpus/iops/mb/s/blocks/minutes/hours/days/years/files/inodes/bits/lines/million/reads/
    writes); (improvement/improvements/speedup/reduction/increase/decrease/drop/gain/difference/improves/
    reduces/increases/decreases/drops/improved/reduced/increased/went) (of/in/from/by/to/for/up/down/the/
    with/between/is/performance/throughput/latency) (num/performance/about/throughput/latency/from/the/
    memory/around/to/roughly/iops/cpu); (see/refer/look/cf/looking/described/documented/discussed/mentioned/
    quoted/quoting/according) (at/to/in/: /the/also/<url>/<id>/above/below/here/commit/how/[ /documentation/
    by/on/for/comment/earlier/previous/this/that/num/section/patch/<path>/attached/e.g/what/if); (for/an)
    (example/instance/reference/the) (, /of/: /record/the/if/in/we/, /xfs/when/a/here/is/on/it/see)
  `,
  't-social': `
    thanks (for/!/, /a/again/to/and/in/everyone/all/so/very/you); thank (you/you/for/goodness/god) (for/
    very/all/so/!/, ); many thanks; (sorry/apologies/apologize/apologise/pardon) (for/about/, /i/if/to/my/
    but/that/the/again/it) (the/my/this/late/delay/not/that/being/confusion/noise/any/missed/missing/taking/
    i/bother/hear/it/if/forgot/long/slow/dup/duplicate/belated); (hi/hello/hey/dear/greetings/good) (all/, /
    everyone/folks/there/morning/evening/afternoon/list/guys/maintainers/<id>); (best/kind/warm/with)
    (regards/wishes); cheers; (hope/hopefully) (this/that/it/you/i/to/helps/so/, /not/the/we) (helps/helped/
    is/clarifies/makes/clears/explains/answers/makes/will/you/'re/are/can/works); (happy/merry) (new/
    holidays/christmas/easter/thanksgiving/hacking/friday/birthday); (welcome) (back/to/aboard); congrats;
    (looking) forward (to); (let/keep) (me/us) (know/posted) (if/what/how/when/whether/, /your/which/in/
    once/about/and); (i'm/i am/i'll be/i will be/'m/'ll be) (on/off/out/away/travelling/traveling/back/afk/
    at/going/in) (vacation/holiday/for/pto/leave/of/until/till/travel/a/next/this/from/today/now/on/the/
    sick/to/lsfmm/lpc/conference/parental); (vacation/holiday/holidays/travel/weekend/jetlag/conference/
    lsfmm/lpc/plumbers/sick) (next/until/this/week/for/, /and/soon/so/was/is/mode/talk/session); ps :;
    (gentle/friendly/any) (ping/reminder/update/updates/news/progress); ^ping; ping (?/on/, /this/again/!);
    (long/big/huge/quick) (time/mail/email/reply/thread/snip/rant); (</<snip/snip/[snip/[...]/trimmed/
    snipping/trimming/adding/added/cc/cc'ing/cc'd/ccing/+cc/cc:/bcc/copying/looping/dropping) (to/the/cc/
    cc:/list/linux-fsdevel/linux-mm/in/him/them/some/more/others/for/relevant/<mail>/from/and/, /added);
    (on/in) (mon/tue/wed/thu/fri/sat/sun/monday/tuesday/wednesday/thursday/friday/saturday/sunday); (wrote/
    writes/said) :; (haha/heh/hehe/lol/ha/hah/ouch/phew/yay/yikes/sigh/meh/ugh/argh/grr/bah/eek/gah/wow/
    yuck/hooray) (, /!/, /i/the/that/this/it/yes/no/well/indeed/so/, ); (just/only) (my/kidding/joking/some/
    an/a/for/two/fyi/saying/thinking) (num/cents/loud/two/out/fyi/aloud/opinion/fun/heads/thought/idea/
    random/side/the); (food/two/my) (for/cents/num) (thought/cents); (talk/speak/see/catch) (to/you) (soon/
    later/you/then/next/there)
  `,
  't-report': `
    (you/he/she/they/someone/people) (said/mentioned/pointed/suggested/noted/wrote/asked/say/wanted/
    proposed/also/had/has/did/told/objected/preferred/already/raised/described/explained/complained/think/
    thought/were/was) (that/out/to/in/the/this/earlier/above/a/it/about/me/on/using/before/we/you/something/
    for/i/he/they/there/not/here/is/@ing); (as) (you/he/someone/suggested/mentioned/discussed/described/
    explained/noted/requested/proposed/promised/expected/stated/above/before/part/per/an/well/long/soon/if/
    though/opposed/usual/always/was/mentioned) (said/mentioned/pointed/suggested/noted/wrote/by/in/above/
    earlier/before/of/to/on/say/know/discussed/aside/as/i/we/it/the/previously/in/already/below/comment/and/
    you); (based/depends/built/building/rebased/applies/dependent/sits/stacked) (on/upon/of/to/cleanly/
    against/on) (top/the/v<num>/num/my/linux-next/for-next/commit/latest/your/mainline/this/current/xfs/mm/
    vfs/a/patches/what); (changes/change/changelog/history/diff/differences) (since/from/in/between/log/vs/
    against/: /for/to) (v<num>/rfc/the/last/previous/version/v<num>/: /num/first/prior); (git/tree/branch/
    series/code/patches/patch) (tree/available/at/repo/can/url/branch/is/are/: /here/also) (at/: /is/here/
    be/found/also/in/available/<url>/on/from/below); (this/the/these/it/that/patch/series) (patch/patches/
    series/was/is/were/has/have/been/applies/only/also) (been/tested/compile/applies/only/passed/passes/
    survives/based/was/built/run/lightly/reported/found) (tested/on/with/only/fstests/xfstests/by/in/for/
    build/against/through/to/using/and/cleanly/without/num/under/all/as)
  `,
};

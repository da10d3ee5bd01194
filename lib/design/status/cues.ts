/** What the words of an answer do, told by their look alone; several may hold. */
export type Cue =
  | 'agree'
  | 'approve'
  | 'will-do'
  | 'done'
  | 'disagree'
  | 'but'
  | 'ask'
  | 'thanks'
  | 'defer'
  | 'retract'
  | 'unsure'
  | 'prefer';

/** What a sentence does stands in its first words; longer ones are pasted text. */
const SENTENCE_LENGTH_MAX = 240;

const AGREE = pattern(
  '^(?:(?:ah|oh|hm+|ha|hah|heh|well|and|so|but)[,.!]? )?(?:yes|yeah|yep|yup|ok|okay|sure|right|agreed?',
  '|ack|true|indeed',
  '|exactly|correct|absolutely|definitely|certainly|of course|got it|i see|understood|ah|oh|oops',
  '|whoops|argh|doh|duh|d.oh',
  '|my bad|good|nice|great|perfect|makes? sense|fair|i agree|you.?re (?:right|correct)|you are right',
  '|sounds?|looks',
  '|works|fine|lgtm|seems (?:fine|good|reasonable)|will do|can do|no problem|np|same here|i second',
  '|point taken|<nod>|nod|\\+1)\\b',
  '|^<nod>|^\\+1',
);
/** Approval told by a phrase, wherever it stands, unless it is denied. */
const APPROVE = pattern(
  "(?<!n't |not |never |if it |whether it |if this |if that |do you )(?:",
  '\\bi (?:fully |totally |completely |actually |certainly |also |do |really |quite )*(?:agree|like',
  '|love|second)\\b|\\bmakes? (?:more |a lot of |perfect |much more )?sense\\b',
  '|\\bfair (?:enough|point)\\b|\\bgood (?:point|idea|catch|one|spot|find|suggestion)\\b',
  '|\\bsounds? (?:good|fine|great|sensible|reasonable|sane|like a)',
  '|\\b(?:seems?|looks?|is|are|be|was) (?:all |perfectly |pretty |really |very |quite |also |totally ',
  '|a |an |like a |like an )*',
  '(?:good|fine|great|nice|sensible|reasonable|sane|useful|helpful|okay|ok|better|cleaner|nicer',
  '|simpler|clever|neat|doable|interesting|valid) ?(?:to me|idea|point|approach|cleanup|with me|by me',
  '|solution|optimi[sz]ation|now|,|\\.|!|$)',
  '|\\b(?:would|should|could|will|can|that|this|it) (?:also |probably |definitely ',
  '|certainly )*works?\\b|\\bworks (?:for|great|fine|well|too)\\b',
  '|\\bi.?m (?:fine|ok|okay|happy|good) with|\\byou.?re (?:absolutely |totally )?(?:right|correct)',
  '|\\byou are (?:right|correct)|\\byou have a point|\\bthat.?s (?:a good|right|correct|true|better)',
  '|\\bno objections?|\\bi (?:missed|overlooked|forgot|misread|misunderstood)\\b|\\bworth (?:trying',
  '|doing|a try|it)\\b|\\bstand corrected|\\bgot it\\b|\\bpoint taken|\\bi.?d be (?:fine|ok|happy)',
  '|\\bthanks? (?:you )?for (?:catching|pointing|spotting|finding|noticing|the (?:catch|suggestion',
  '|explanation|clarification))|\\bfeel free to add|\\breviewed-by|\\backed-by)',
);
const WILL_DO = pattern(
  '\\b(?:i.?ll|i will|we.?ll|we will|will|i can|i could|let me|going to|i.?m gonna|i shall',
  '|i plan to) (?:also |just |then |try |to |definitely |certainly |have to |need to |go |probably ',
  '|gladly |happily |be )*',
  '(?:do|fix|change|update|add|remove|drop|rename|split|move|rework|rewrite|send|post|address|use',
  '|respin|resend|repost|try|take',
  '|look|check|test|convert|switch|adjust|clean|clarify|document|include|put|make|modify|incorporate',
  '|reword|replace|mention',
  '|correct|improve|run|investigate|give|amend|fold|squash|apply|explain|simplify|keep|get)',
  '|\\b(?:next|new) (?:version|revision|iteration|spin|round|posting)\\b|\\bin v\\d+\\b|\\bwill (?:do',
  '|fix)\\b',
);
const DONE = pattern(
  '^(?:(?:ok|okay|yes|yep|thanks|sure|ah|right)[,.!] )?(?:done|fixed|changed|updated|added|removed',
  '|dropped|renamed|sent|posted',
  '|applied|queued|folded|squashed|pushed|already|corrected|reworded|merged)\\b',
  '|\\b(?:i.?ve|i have|i) (?:just |now |already )?(?:done|fixed|changed|updated|added|removed|dropped',
  '|renamed|sent|posted|applied',
  '|queued|folded|squashed|pushed|tested|ran|run|tried|reworked|rewrote)\\b|\\bpatch (?:posted|sent)',
  '|\\bpushed\\b|\\bfixed (?:up|in|it|that|this)\\b|\\bhas been\\b',
);
const DISAGREE = pattern(
  '^(?:(?:hm+|well|sorry|um+|uh)[,.]* )?(?:no|nope|nah|not really|not quite|not necessarily|nack|nak',
  '|disagree|unfortunately|except|why\\?|huh|wrong)\\b',
  '|\\bi (?:don.?t|do not|didn.?t|wouldn.?t|would not|can.?t|cannot) (?:think|see|like|believe|agree',
  '|understand|want|want to)\\b',
  '|\\b(?:disagree|not convinced|not a fan|don.?t need|doesn.?t (?:work|matter|make|help)|won.?t work',
  '|that.?s not|this is not|isn.?t)\\b',
);
const BUT = pattern('^(?:but|however|although|though|that said|hm+|well)\\b|, but\\b');
const THANKS = pattern('\\b(?:thanks|thank you|thx|appreciate)\\b');
const DEFER = pattern(
  '\\b(?:later|follow[- ]?up|in the future|separate(?:ly)?|for now|out of scope|another day|eventually',
  '|someday|can wait|not now',
  '|next cycle|next merge window|v\\d+ material|on top|incremental(?:ly)?|postpone|todo list)\\b',
);
const RETRACT = pattern(
  '\\b(?:never ?mind|scratch that|ignore (?:that|this|me|my)|forget (?:it|that|about)|my mistake',
  '|i was wrong|i misread|i missed',
  '|i misunderstood|my bad|withdraw|i take (?:that|it) back|please drop|drop this|abandon|stupid me|was me mis\\w+',
  '|brain ?fart|confused|nvm)\\b',
);
const UNSURE = pattern(
  '\\b(?:not sure|don.?t know|no idea|dunno|don.?t remember|can.?t remember|not clear|i guess|maybe',
  '|perhaps|hard to say)\\b',
);
const PREFER = pattern(
  '\\b(?:prefer|i.?d rather|better|instead|simpler|how about|what about|why not|i.?d suggest|suggest)\\b',
);

const RULES: readonly (readonly [Cue, RegExp])[] = [
  ['agree', AGREE],
  ['approve', APPROVE],
  ['will-do', WILL_DO],
  ['done', DONE],
  ['disagree', DISAGREE],
  ['but', BUT],
  ['thanks', THANKS],
  ['defer', DEFER],
  ['retract', RETRACT],
  ['unsure', UNSURE],
  ['prefer', PREFER],
];

/** The cues of one sentence of prose, `body.slice(start, end)`. */
export function cuesOf(body: string, start: number, end: number): readonly Cue[] {
  const text = body
    .slice(start, Math.min(end, start + SENTENCE_LENGTH_MAX))
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[’‘]/g, "'")
    .trim();
  const found = RULES.flatMap(([cue, rule]) => (rule.test(text) ? [cue] : []));
  return text.endsWith('?') ? [...found, 'ask'] : found;
}

function pattern(...parts: readonly string[]): RegExp {
  return new RegExp(parts.join(''));
}

/** What the words of an answer do, told by their look alone; several may hold. */
export type Cue =
  | 'agree'
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
  '^(?:(?:ah|oh|hm+|hah|heh|well|and|so|but)[,.!]? )?(?:yes|yeah|yep|yup|ok|okay|sure|right|agreed?|ack|true|indeed|exactly',
  '|correct|absolutely|definitely|certainly|of course|got it|i see|understood|ah|oh|oops|duh|my bad|good (?:point|catch',
  '|idea|question|call|suggestion|to know)|nice|great|makes sense|fair|i agree|you.?re (?:right|correct)|you are right',
  '|sounds|looks|works for me|that works|fine|lgtm|seems (?:fine|good|reasonable)|will do|can do|no problem|np\\b)',
  '|\\b(?:i (?:fully |totally |completely )?agree|makes sense|fair enough|good (?:point|idea|catch)|sounds (?:good|fine',
  '|reasonable)|i.?m (?:fine|ok|okay|happy) with|you.?re (?:right|correct)|that.?s (?:a good|right|correct|true|better)',
  '|no objections?|missed (?:that|this)|overlooked)\\b',
);
const WILL_DO = pattern(
  '\\b(?:i.?ll|i will|we.?ll|we will|will|i can|i could|let me|going to|i.?m gonna|i shall|i plan to) (?:also |just |then |try |to |definitely |certainly )*',
  '(?:do|fix|change|update|add|remove|drop|rename|split|move|rework|rewrite|send|post|address|use|respin|resend|repost|try|take',
  '|look|check|test|convert|switch|adjust|clean|clarify|document|include|put|make|modify|incorporate|reword|replace|mention',
  '|correct|improve|run|investigate|give|amend|fold|squash|apply|explain|simplify|keep|get)',
  '|\\b(?:next|new) (?:version|revision|iteration|spin|round|posting)\\b|\\bin v\\d+\\b|\\bwill (?:do|fix)\\b',
);
const DONE = pattern(
  '^(?:(?:ok|okay|yes|yep|thanks|sure|ah|right)[,.!] )?(?:done|fixed|changed|updated|added|removed|dropped|renamed|sent|posted',
  '|applied|queued|folded|squashed|pushed|already|corrected|reworded|merged)\\b',
  '|\\b(?:i.?ve|i have|i) (?:just |now |already )?(?:done|fixed|changed|updated|added|removed|dropped|renamed|sent|posted|applied',
  '|queued|folded|squashed|pushed|tested|ran|run|tried|reworked|rewrote)\\b|\\bfixed (?:up|in|it|that|this)\\b|\\bhas been\\b',
);
const DISAGREE = pattern(
  '^(?:(?:hm+|well|sorry|um+|uh)[,.]* )?(?:no|nope|nah|not really|not quite|not necessarily|nack|nak|disagree|unfortunately|except|why\\?|huh|wrong)\\b',
  '|\\bi (?:don.?t|do not|didn.?t|wouldn.?t|would not|can.?t|cannot) (?:think|see|like|believe|agree|understand|want|want to)\\b',
  '|\\b(?:disagree|not convinced|not a fan|don.?t need|doesn.?t (?:work|matter|make|help)|won.?t work|that.?s not|this is not|isn.?t)\\b',
);
const BUT = pattern('^(?:but|however|although|though|that said|hm+|well)\\b|, but\\b');
const THANKS = pattern('\\b(?:thanks|thank you|thx|appreciate)\\b');
const DEFER = pattern(
  '\\b(?:later|follow[- ]?up|in the future|separate(?:ly)?|for now|out of scope|another day|eventually|someday|can wait|not now',
  '|next cycle|next merge window|v\\d+ material|on top|incremental(?:ly)?|postpone|todo list)\\b',
);
const RETRACT = pattern(
  '\\b(?:never ?mind|scratch that|ignore (?:that|this|me|my)|forget (?:it|that|about)|my mistake|i was wrong|i misread|i missed',
  '|i misunderstood|my bad|withdraw|i take (?:that|it) back|please drop|drop this|abandon|stupid me|brain ?fart|confused|nvm)\\b',
);
const UNSURE = pattern(
  '\\b(?:not sure|don.?t know|no idea|dunno|don.?t remember|can.?t remember|not clear|i guess|maybe|perhaps|hard to say)\\b',
);
const PREFER = pattern(
  '\\b(?:prefer|i.?d rather|better|instead|simpler|how about|what about|why not|i.?d suggest|suggest)\\b',
);

const RULES: readonly (readonly [Cue, RegExp])[] = [
  ['agree', AGREE],
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

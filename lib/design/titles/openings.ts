/**
 * Words that open a sentence and say nothing about its matter, and what is left of them. Tried again and again from
 * the start of the sentence, so each is anchored and short.
 */
type Opening = { readonly words: RegExp; readonly keep: string };

const CONNECTIVES =
  'so far|so yes|please note that|note that|so(?! that\\b)|and|but|or|well|ok|okay|yes|yeah|yep|nope|hmm+|' +
  'no(?=[,.;:!-]| (?:because|i|it|that|this|we|you|they)\\b)|' +
  'hm|however|also|then|actually|anyway|anyways|besides|otherwise|at this point|next(?=,)|that way(?=,| when)|' +
  'oh|ah|right|sure|btw|fwiw|imo|imho|afaics|afaict|aiui|iirc|iow|indeed|again|additionally|' +
  'furthermore|moreover|' +
  'therefore|thus|hence|still|instead(?! of)|alternatively|personally|honestly|frankly|basically|' +
  'obviously|clearly|firstly|' +
  'first of all|first off|secondly|thirdly|finally|lastly|for now|in general|generally|' +
  'in particular|in fact|' +
  'in other words|in my opinion|at least|to be honest|to me|for me|for example|as such|' +
  'as a result|that said|' +
  'having said that|on the other hand|of course|by the way|one more thing|nit|nits|nitpick|minor|' +
  'question|note|ideally|' +
  'thinking about it|now(?! that\\b)|please note|really|just|maybe|perhaps|possibly|probably|presumably|apparently|' +
  'hopefully|sorry|unfortunately|fair enough|(?:fair|good|great|valid) (?:point|catch|question)s?|exactly|true|' +
  "makes sense(?=[.,;:!-])|(?:you are|you're)(?: (?:absolutely|completely))? (?:right|correct)(?=[.,;:!-])|" +
  'agreed|hi|hello|(?:thanks|thank you)(?: so much| a lot| again)?(?! (?:so|very|a|for|to)\\b)|tbh|' +
  'and yes|too|granted|secondarily|similarly|likewise|i\\.?e\\.?|iows|in that case|in this case|eventually|' +
  'that being said|long term|short term|in the long run|of note|aside|rather(?! than\\b)|hence why|fine|great|' +
  'cool|yup|nah|ugh|argh|bah|aha|heh|e\\.g\\.|meh|gah|wow|yikes|hah|p\\.?s\\.?|alas|nod|hmyeah';

/** A dash is one that parts words: that of `->member` belongs to what follows. */
export const CONNECTIVE: RegExp = new RegExp(
  `^(?:${CONNECTIVES})(?:\\s*(?:[,:;.!]|-(?!>))+\\s*|\\s+)(?=\\S)|^[a-z]{4,16}ly, (?=\\S)`,
  'i',
);

const opening = (words: string, keep = ''): Opening => ({
  words: new RegExp(`^(?:${words})\\s+(?=\\S)`, 'i'),
  keep,
});

const MODAL =
  "could|can|should|might|may|must|need to|needs to|have to|has to|ought to|would|will|want to|'ll";
const JUST =
  '(?: (?:just|simply|also|probably|perhaps|maybe|instead|really|at least|then|now|only|even|' +
  'actually|please))*';

/** Of every kind. */
export const HEDGES: readonly Opening[] = [
  opening(
    'i (?:do |still |also |really |just |would |tend to )*(?:think|believe|guess|suppose|suspect|' +
      'feel|assume|reckon|mean|hope|say|imagine|wonder)(?: like)?(?: that)?,?',
  ),
  opening(
    "i(?:'d| would) (?:say|argue|think|guess|assume|expect|have (?:thought|expected|hoped|said))(?: that)?",
  ),
  opening(
    '(?:it |that |this )?(?:seems?|looks?|appears?|sounds?)(?: to me)?(?: like| as if| that)' +
      '(?! (?:an?|the) (?:(?:very|pretty|really) )?(?:plan|good|nice|great|better|best|right|sane|sensible|fine|' +
      'reasonable|simpler)\\b)',
  ),
  opening('(?:when(?:ever)?|if) i look at [^,.;:]{1,60},? i (?:can )?see'),
  opening('(?:it|as it) turns out(?: that)?,?'),
  opening('no matter what(?: the \\w+)?(?: is)?,?'),
  opening(
    '(?:it|that|this) makes me(?: (?:a bit|a little|somewhat|kind of|really|very|quite))? ' +
      '(?:nervous|uneasy|worry|worried|think|wonder|suspect|believe)(?: that| if| whether)',
  ),
  opening('(?:if )?i understand(?: it| this)?(?: correctly| right)?,'),
  opening('(?:given|considering) (?:that|this|all that),?'),
  opening(
    '(?:the (?:(?:only|main|other|real|big|biggest|one) )*(?:problem|issue|thing|point|concern|reason|trouble|' +
      'drawback|downside|question|worry) (?:here |with [^,.;:]{1,40}? |i(?: can)? (?:see|have)' +
      '(?: here| with [^,.;:]{1,40}?)? )?is|' +
      'my (?:concern|worry|point|only concern|understanding) is)' +
      '(?: (?:mainly|mostly|basically|simply|really|just)(?= that))?(?: that)?,?',
  ),
  opening(
    "(?:unless|if) i(?:'m| am)? ?(?:not )?(?:missing|misreading|misunderstanding|mistaken|wrong|" +
      'misremembering|remember(?:ing)?|recall|read(?:ing)?)(?: (?:something|anything|it|this|' +
      'correctly|correct|here|the code|things|that))*,?',
  ),
  opening(
    'as (?:(?:i|you|we|they|\\w+) )?(?:said|mentioned|noted|wrote|pointed out|explained|suggested|discussed|' +
      'described|stated)(?: (?:before|above|earlier|already|(?:in|by) [^,]{1,30}))?,',
  ),
  opening(
    '(?:as far as|from what|afaik,?) i (?:can )?(?:see|tell|know|understand|remember|recall)(?: it)?,?',
  ),
  opening('the [\\w -]{1,24} (?:implies|suggests|means)(?: to me)? that'),
  opening(
    '(?:in general,? )?(?:it|this|that)(?: also| just| still)? (?:makes?|made) (?:more |some |' +
      'perfect )?sense(?: to me)?(?: that| to(?! me\\b)| if)?',
  ),
  opening('(?:keep in mind|bear in mind|note|remember)(?: that)?'),
  opening("there(?: i|')s (?:also )?a (?:chance|risk|possibility) that", 'Risk that '),
  opening(
    "i(?:'m| am) (?:pretty |fairly |quite |very )?(?:sure|certain|afraid|convinced|worried|" +
      'concerned)(?: that| about)?',
  ),
];

/** Of proposals and actions: what is left is the verb. */
export const IMPERATIVES: readonly Opening[] = [
  opening(
    "i(?:'ve| have| had| was|'m| am)?(?: (?:also|briefly|just|been))* (?:considered|considering|" +
      'thought (?:about|of)|thinking (?:about|of)|looked (?:at|into)|wondering (?:if|whether) (?:we|' +
      'you|it)|tempted to)',
  ),
  opening(
    '(?:the )?(?:right|best|correct|proper|simplest|easiest|obvious|only|sane|other|first|next) ' +
      '(?:thing|way|fix|option|solution|approach|place|step|answer|choice|alternative)(?: (?:to do|here|forward|' +
      'to (?:do|fix|solve|handle|address) (?:this|that|it)|' +
      '(?:i|we) (?:can|could) (?:think of|suggest|recommend|offer|do|see|fix (?:it|this))|' +
      'for (?:this|that|now)))* (?:is|was|would be|might be|could be|seems)(?: (?:probably|likely|simply|just))?' +
      '(?: to be| to)?',
  ),
  opening(
    'my (?:current |first |own )?(?:thinking|suggestion|proposal|preference|plan|thought|idea|' +
      'intention|goal|hope|gut feeling|preferred \\w+|' +
      'vote)(?: here)? (?:is|was|would be|goes)(?: (?:still|just|also))?(?: to| that| for)?',
  ),
  opening(
    'the (?:gist|goal|plan|intent|intention|aim|thought|proposal|(?:basic |general |rough )?idea)(?: here)?' +
      ' (?:is|was)(?: (?:pretty |very |quite |fairly |rather )?(?:simple|straightforward|trivial)[.,:;]*)?' +
      '(?: that| to)?',
  ),
  opening('(?:\\w+ )?(?:nit|nitpick|suggestion|thought|request)s?(?::|,? but)'),
  opening("i(?:'m| am)(?: (?:just|only|really))? asking (?:you|for you|him|them) to"),
  opening('would you (?:like|mind|be (?:able|willing|happy)|consider)(?: to)?'),
  opening(
    "i(?:'d be| would be|'m| am) (?:\\w+ ){0,2}(?:tempted|inclined|open|happy|willing|interested|glad)(?: to)?",
  ),
  opening(
    '(?:could|can|should|would|might|may) (?:it|this|that|these|those)(?: (?:also|just|then|at least|please))* be',
    'Should be ',
  ),
  opening(
    "(?:is there )?any (?:particular |good |specific )?reason (?:why )?(?:not to|(?:we|you|this|it) (?:can't|" +
      "couldn't|don't|shouldn't|didn't))",
  ),
  opening(`(?:couldn't|shouldn't|wouldn't|can't|won't|isn't it better to) (?:we|you|i)${JUST}`),
  opening('(?:do you think|would you|what do you think (?:about|of)|does anyone)(?: (?:that|if))?'),
  opening(
    "i(?:'d| would)? (?:(?:strongly|really|also|rather|much) )*(?:suggest|propose|" +
      'recommend)(?: that)?(?: (?:we|you|to))?',
  ),
  opening(
    "i(?:'d| would)(?: (?:much|really|strongly|slightly|very much))? rather(?: (?:we|you|just))?",
    'Prefer to ',
  ),
  opening(
    "i(?:'d| would)?(?: (?:much|really|strongly|slightly|personally|" +
      'very much))? prefer(?: (?:to see|to have|if))?',
    'Prefer ',
  ),
  opening(
    "i(?:'d| would) (?:also |really |still )?(?:like|love|want|expect|" +
      'appreciate) (?:it if )?(?:to see|to have|you to|us to|to|you|we)',
  ),
  opening(
    `(?:i|we|you|one|they|he|she)${JUST} ?(?:${MODAL})${JUST}(?: be able to)?(?! (?:have|` +
      'be) (?:\\w+ed|been|done|had|\\w+en|a typo|missed)\\b)',
  ),
  // "Can we not pick one?" asks to pick one.
  opening('(?:could|can|should|would) we not'),
  opening(
    `(?:could|can|should|would|will|shall|might|may) (?:we|you|i|it|this)${JUST}(?: try to|` +
      ' be able to| be possible to| make sense to)?',
  ),
  opening(
    "(?:why not|why don'?t (?:we|you)|why (?:can|could)(?:'t|not)? (?:we|you)|what about|how about|" +
      `what if (?:we|you)|let'?s|let us|please)${JUST}`,
  ),
  opening('i (?:\\w+ )?(?:promise|plan|intend|want|hope|need|wanted|decided|volunteer|aim) to'),
  opening(`i(?:'m| am) (?:going to|planning to|happy to|gonna|working on)${JUST}`),
  opening(
    "(?:we|you|i)'(?:ll|d|re)(?: (?:also|just|then|probably|better|have to|need to|want to|like to|" +
      'going to))*',
  ),
  opening(
    '(?:it |this |that )?(?:would|might)(?: (?:also|probably))? be (?:\\w+ ){0,2}' +
      '(?:good|nice|great|better|thing|idea) if (?:we|you|there) had',
    'Have ',
  ),
  opening(
    '(?:it |this |that )?(?:would|might|may|could|will)(?: (?:also|probably|still|' +
      'then))* be (?:\\w+ )?(?:(?:good|better|nice) (?:idea|thing),?|better|fine|ok|reasonable|' +
      'perfect|nice|nicer|good|great|best|useful|' +
      'helpful|simpler|easier|cleaner|worth|ideal|preferable|possible|worthwhile|interesting|' +
      'sufficient|enough)(?: (?:to|if (?:we|you)(?: could| can)?))?',
  ),
  opening(
    '(?:the |one |another |an? )?(?:(?:only|other|best|better|simple|simplest|easiest|obvious|possible|first|second|' +
      'third|last|next|alternative|different|cleanest|cleaner|safest|right|proper|quick|good|one|another) )?' +
      '(?:option|alternative|approach|solution|idea|possibility|' +
      'suggestion|way|fix|thing)(?: here| forward| around (?:that|this|it)| to do (?:that|this|' +
      'it))? (?:is|would be|might be|could be|was)(?:(?: (?:simply|just|probably))? to)?',
  ),
  opening(
    'i (?:do |can |also |still |really )*see (?:(?:the|some|a|any|more|much|a lot of) )*' +
      '(?:merit|value|point|benefit|advantage|appeal|attraction)s? (?:of|in|to)',
  ),
  opening(
    "(?:that|this|it)(?:'s| is) (?:how|what|where) i(?:'d| would)(?: (?:also|really|much))* " +
      '(?:prefer|like|want|suggest)(?: to)?',
  ),
  opening(
    '(?:i |we )?(?:(?:thought|was thinking|am thinking|wondered) (?:about|of) )?something ' +
      '(?:(?:kind|sort) of |very |quite |pretty )?(?:similar|like that|like this|along (?:these|those) lines)[.,:;-]+',
  ),
  opening(
    '(?:this|it|that) (?:could|can|might|may)(?: (?:possibly|probably|perhaps|maybe|also|just|simply|instead))*' +
      '(?= (?:use|reuse|call|take|move|return|check|drop|skip|share|keep|pass|replace|do) )',
  ),
  opening('(?:make sure|be sure)(?: (?:that|to))?', 'Make sure '),
  opening(
    `(?:it|this|that|these|those|they)(?: problem| issue| part)?${JUST} (?:is|are|was|(?:${MODAL})${JUST} be)` +
      '(?: (?:all|both|easily))? (?:fixed|solved|mitigated|done|avoided|handled|achieved|addressed) by',
  ),
  opening(
    `(?:it|this|that|these|those|they)${JUST} (?:should|must|needs? to|ha(?:s|ve) to)` +
      `(?!${JUST} (?:be|have|not|at|do|mostly|fix|say|check)\\b)${JUST}(?= [a-z])`,
  ),
  opening(
    "(?:it|this)(?:'s|'d be| (?:is|was|may be|might be))(?: (?:(?:probably|much|usually|still|also|really|just) )*)?" +
      '(?: ?(?:best|better|easiest|easier|simplest|simpler|cleaner|reasonable|time|enough|sufficient|' +
      'safer|safest|fine))' +
      '(?: to)(?! me\\b)',
  ),
  opening(
    '(?:do you mind|would you mind|mind|do you want to|would it be possible to|' +
      'would it make sense to|is it possible to|does it make sense to|any chance (?:we|you) (?:can|' +
      'could)|it might make sense to|feel free to|try to|consider)',
  ),
  opening(
    '(?:this|the) (?:patch|patchset|patch set|series|change|commit|patch series)(?: (?:series|' +
      'set))? (?:also |now |then |just |simply |first )*(?:tries to|aims to|attempts to|proposes to|' +
      'is to|intends to)',
  ),
];

/** Of objections and endorsements, said from outside. */
export const STANCES: readonly Opening[] = [
  opening(
    'i(?: (?:do|also|still|fully|completely|totally|absolutely))* agree(?: (?:that|with|to))?,?',
    'Agrees: ',
  ),
  opening("i(?:'m| am)(?: (?:also|still))? (?:fine|ok|okay|happy|good) with", 'Fine with '),
  opening('i(?: (?:really|also|quite|do|very much))* (?:like|love)(?: the idea of)?', 'Likes '),
  opening("i(?: (?:really|still|also))* (?:don'?t|do not) want(?: (?:us|you))? to", 'Does not want to '),
  opening(
    "i(?: (?:really|still|also|particularly))* (?:don'?t|do not|dislike|hate)(?: (?:really|" +
      'particularly|quite))? ?(?:like|want)?(?: the idea of)?(?= (?!think|believe|see|understand|know|' +
      'get|have|feel|mind|agree|care))',
    'Dislikes ',
  ),
  opening(
    "i(?: (?:really|still))* (?:don'?t|do not|can'?t|cannot)(?: (?:really|quite))? (?:see|" +
      'understand|get)(?: (?:how|why|what))',
    'Unclear why ',
  ),
  opening(
    "i(?: (?:really|still))* (?:don'?t|do not)(?: (?:really|quite))? (?:think|believe)(?: that)?",
    'Doubts ',
  ),
  opening(
    "i(?:'m| am)(?: (?:really|still|also))* not (?:really |too |so |entirely |at all |" +
      'quite )?(?:a (?:big |huge )?fan of|fond of|keen on|thrilled (?:by|with|about)|happy (?:with|' +
      'about))',
    'Dislikes ',
  ),
  opening(
    "i(?:'m| am)(?: (?:really|still|also))* not (?:really |too |so |entirely |at all |" +
      'quite )?(?:sure|convinced|certain)(?: (?:that|if|whether|about|by))?',
    'Not sure ',
  ),
];

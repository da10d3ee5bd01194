/**
 * Words that open a sentence and say nothing about its matter, and what is left of them. Tried again and again from
 * the start of the sentence, so each is anchored and short.
 */
export type Opening = { readonly words: RegExp; readonly keep: string };

const CONNECTIVES =
  'so far|so yes|first(?=,)|for (?:bonus|extra|brownie) points(?=,)|please note that|note that|so(?! that\\b)' +
  '|and|but|or|well|' +
  'ok(?:ay)?(?! (?:for|to|with|by)\\b)|yes|yeah|yep|nope|hmm+|no(?=[,.;:!-]|' +
  ' (?:because|i|it|that|this|we|you|they)\\b)|hm|however|also|then|actually|anyway|anyways|besides|' +
  'otherwise|at this point|next(?=,)|that way(?=,| when)|oh|ah|right|sure|btw|fwiw|imo|imho|afaics|' +
  'afaict|aiui|iirc|iow|indeed|again|additionally|furthermore|moreover|therefore|thus|hence|still|' +
  'instead(?! of)|alternatively|personally|honestly|frankly|basically|obviously|clearly|firstly|' +
  'first of all|first off|secondly|thirdly|finally|lastly|for now|in general|generally|in particular|' +
  'in fact|in other words|in my opinion|at least|to be honest|to me|for me|for example|as such|' +
  'as a result|that said|having said that|on the other hand|of course|by the way|one more thing|nit|nits|' +
  'nitpick|minor|question|note|side ?note|ideally|thinking about it|now(?! that\\b)|please note|really|just|maybe|' +
  'perhaps|possibly|probably|presumably|apparently|hopefully|sorry|unfortunately|fair enough|' +
  '(?:fair|good|great|valid) (?:point|catch|question)s?|exactly|true|makes sense(?=[.,;:!-])|' +
  "(?:you are|you're)(?: (?:absolutely|completely))? (?:right|correct)(?=[.,;:!-])|agreed|hi|hello|" +
  '(?:thanks|thank you)(?: so much| a lot| again)?(?! (?:so|very|a|for|to)\\b)|tbh|and yes|too|granted|' +
  'secondarily|similarly|likewise|i\\.?e\\.?|iows|in that case|in this case|eventually|that being said|' +
  'long term|short term|' +
  '(?:these days|nowadays)(?=,)|in the long run|of note|aside(?! from\\b)|(?:aside|apart) from (?:this|that|these)|' +
  'rather(?! than\\b)|hence why|fine|great|cool|yup|' +
  '(?:al)?though(?! [^,]{0,300},)|' +
  '(?:more generally(?: though)?|though|ack(?:ed)?|understood|works for me|fine (?:with|by) me)(?=[,.:;!])|' +
  'nah|ugh|argh|bah|aha|heh|e\\.g\\.|meh|gah|wow|yikes|hah|p\\.?s\\.?|alas|nod|hmyeah|er+|u[hm]+|iiuc|' +
  'in my mind|in my view|if so(?=,)|if not(?=,)|most likely|likely(?! to\\b)|' +
  "to be (?:clear|fair|sure|precise|more accurate)(?=,)|don't get me wrong|in short|in summary|" +
  'in any case|either way|long story short|all in all|tl;?dr';

/** A dash is one that parts words: that of `->member` and `-EINVAL` belongs to what follows. */
export const CONNECTIVE: RegExp = new RegExp(
  `^(?:${CONNECTIVES})(?:\\s*(?:[,:;.!]|(?<! )-(?!>)|-(?![>\\w]))+\\s*|\\s+)(?=\\S)|^[a-z]{4,16}ly, (?=\\S)`,
  'i',
);

export const opening = (words: string, keep = ''): Opening => ({
  words: new RegExp(`^(?:${words})\\s+(?=\\S)`, 'i'),
  keep,
});

/** Of every kind. */
export const HEDGES: readonly Opening[] = [
  opening(
    'i (?:do |still |also |really |just |would |tend to )*(?:think|believe|guess|suppose|suspect|' +
      'feel|assume|reckon|mean|hope|say|imagine|wonder(?! (?:if|whether)\\b))(?: like)?(?: that' +
      '(?! (?:is|was|means?|makes?|would|will|should|could|can|might|may|does|has|looks|seems|sounds|needs)\\b))?,?',
  ),
  // Who expects something to be so, says so; without the verb nothing would be said.
  opening(
    "i(?:'d| would) (?:say|argue|think|guess|assume|expect|have (?:thought|expected|hoped|said))(?: that(?! to ))?" +
      '(?!(?: [\\w()>-]+){1,4} to )',
  ),
  opening(
    'i (?:could|may|might) (?:well )?be (?:mistaken|wrong|confused|misreading|missing)[^,.;:?!]{0,40},? but|' +
      "(?:not|sorry|(?:i )?(?:don't|do not|hate)(?: (?:mean|want))?) to [^,.;:?!]{3,60},? but" +
      '(?: to ask (?:if|whether))?',
  ),
  opening('(?:i )?(?:have to|must|need to) (?:say|admit|confess)(?: that)?,?'),
  // `One question before I forget it:`
  opening(
    '(?:(?:just|only) )?(?:one|another|an?|my)(?: \\w+){0,2} (?:question|thing|nit|comment|remark|worry|concern|' +
      'point|request|wish|suggestion|idea|note)(?: [^:.?!]{1,60})?:',
  ),
  opening(
    '(?:it |that |this )?(?:seems?|looks?|appears?|sounds?)(?: to me)?(?: like| as if| that)' +
      '(?! (?:an?|the) (?:(?:very|pretty|really) )?(?:plan|good|nice|great|better|best|right|sane|' +
      'sensible|fine|reasonable|simpler)\\b)',
  ),
  opening('(?:when(?:ever)?|if) i look at [^,.;:]{1,60},? i (?:can )?see'),
  opening('(?:it|as it) turns out(?: that)?,?'),
  opening(
    '(?:now )?thinking (?:about|of) (?!(?:a|an|the|some) )\\w{2,12}(?: (?:more|again|some more))?,?' +
      '(?= (?:we|i|you|it) (?:should|could|can|might|may|would|probably)\\b)',
  ),
  opening('no matter what(?: the \\w+)?(?: is)?,?'),
  opening(
    '(?:it|that|this) (?:makes|has|made|got|leaves)(?: me| one)(?: ' +
      '(?:a bit|a little|somewhat|kind of|really|very|quite))? (?:nervous|uneasy|worry|worried|' +
      'think(?:ing)?|wonder(?:ing)?|suspect|believe)(?: that| if| whether)',
  ),
  opening(
    '(?:the (?:(?:only|main|other|real|big|biggest|one) )*(?:problem|issue|thing|point|concern|reason|' +
      'trouble|drawback|downside|question|worry) (?:here |with [^,.;:]{1,40}? |' +
      'i(?: can)? (?:see|have)(?: here| with [^,.;:]{1,40}?)? )?is|' +
      '(?:my|our) (?:(?:only|main|one|biggest|real|other|remaining) )?(?:concern|worry|point|problem|issue|' +
      'understanding) is)(?:(?: (?:mainly|mostly|basically|simply|really|just))? that|' +
      // What is said of the problem itself is no clause of its own.
      '(?! (?:\\w+ly )?(?:\\w+ed|not|no|in|on|at|with|too|still|more|due)\\b)),?',
  ),
  opening(
    "(?:(?:forgive|excuse|pardon) me |sorry |apologies )?(?:unless|if) i(?:'m| am)? ?(?:not )?" +
      '(?:missing|misreading|misunderstanding|mistaken|wrong|' +
      'misremembering|remember(?:ing)?|recall|read(?:ing)?)(?: (?:something|anything|obvious|else|it|this|' +
      'correctly|correct|here|the code|things|that))*,?',
  ),
  opening(
    '(?:as|like)(?: (?:i|you|we|they|\\w+))?(?: (?:have|has|had|already|also))* ' +
      '(?:said|mentioned|noted|wrote|pointed out|explained|suggested|discussed|described|stated)' +
      '(?: (?:before|above|earlier|already|originally|elsewhere|previously|(?:in|by) [^,:]{1,30}))*[,:]',
  ),
  opening(
    '(?:as far as|from what|afaik,?) i (?:can )?(?:see|tell|know|understand|remember|recall)(?: it)?,?',
  ),
  opening('the [\\w -]{1,24} (?:implies|suggests|means)(?: to me)? that'),
  opening(
    '(?:in general,? )?(?:it|this|that)(?: also| just| still)? (?:makes?|made) (?:more |some |' +
      'perfect )?sense(?: to me|(?! to me\\b))(?: that| to(?! me\\b)| if)?',
  ),
  opening('(?:keep in mind|bear in mind|note|remember)(?: that)?'),
  opening(
    '(?:(?:just|only) )?(?:(?:a|my) )?(?:personal |minor |small )?(?:opinion|nit|nitpick|preference|' +
      'thought),? but,?',
  ),
  opening('with that(?: being said)?,? i mean(?: to)?'),
  opening(
    '(?:the )?(?:first|second|third|fourth|last|other|next)(?: (?:one|thing|problem|issue|point|' +
      'option))? is(?: that)?',
  ),
  opening(
    '(?:my|our) (?:thinking|thought|understanding|guess|concern|point|take|feeling) (?:here )?(?:is|' +
      'was)(?: that)?[,:]?',
  ),
  opening('from (?:(?:the|our) (?:[\\w-]+ )?side|my (?:side|perspective|point of view|pov|standpoint))[:,]?'),
  opening(
    'let me (?:also |just )?(?:point out|note|add|stress|clarify|say)(?: that)?(?! (?:a|an|the|some|more)\\b)',
  ),
  opening(
    "i(?:'m| am) (?:pretty |fairly |quite |very )?(?:sure|certain|afraid|convinced|worried|" +
      'concerned)(?: that| about)?',
  ),
];

/** Of objections and endorsements, said from outside. */
export const STANCES: readonly Opening[] = [
  opening(
    "from (?:(?:a|an|the|that|this) )?(?:[\\w'-]+ ){0,2}(?:perspective|point of view|pov|standpoint|viewpoint)" +
      '(?: of [^,:;.]{3,60},)?(?:\\s*(?:[:,]|-+))*(?= )',
  ),
  opening(
    "i(?: (?:still|also|really))* (?:don'?t|do not|can'?t|cannot|can not) see (?:any|an?)(?! (?:of|lot|bit)\\b)",
    'Sees no ',
  ),
  opening(
    "(?:it|this|that)(?:'s| is| was| remains)(?: (?:still|also|just|a bit|rather))* " +
      '(?:un|not (?:really |quite )?)clear to me',
    'Unclear ',
  ),
  opening(
    "i(?:'m| am| was)?(?: (?:also|still|just|now|do|really))* wonder(?:ing)?(?: (?:if|whether))",
    'Not sure if ',
  ),
  opening(
    'i(?: (?:do|also|still|fully|completely|totally))* agree with \\S{2,20}(?: here| on (?:this|that))?[:,]',
    'Agrees: ',
  ),
  opening(
    'i(?: (?:do|also|still|fully|completely|totally|absolutely))* agree(?: (?:that|with|to))?,?',
    'Agrees: ',
  ),
  opening("i(?:'m| am)(?: (?:also|still))? (?:fine|ok|okay|happy|good) with", 'Fine with '),
  opening('i(?: (?:really|also|quite|do|very much))* (?:like|love)(?: the idea of)?', 'Likes '),
  opening("i(?: (?:really|still|also))* (?:don'?t|do not) want(?: (?:us|you))? to", 'Does not want to '),
  opening(
    "i(?: (?:really|still|also|particularly))* (?:(?:don'?t|do not)(?: (?:really|particularly|quite|even))* " +
      '(?:like|want|love)|dislike|hate)(?: the idea of)?',
    'Dislikes ',
  ),
  opening(
    "i(?: (?:really|still))* (?:don'?t|do not|can'?t|cannot)(?: (?:really|quite|yet|even))* (?:see|" +
      'understand|get)(?: (?:how|why|what))',
    'Unclear why ',
  ),
  opening(
    "i(?: (?:really|still))* (?:don'?t|do not)(?: (?:really|quite))? (?:think|believe)(?: that)?",
    'Doubts ',
  ),
  opening(
    "i(?:'m| am)(?: (?:really|still|also))* not (?:really |too |so |entirely |at all |quite )?" +
      '(?:a (?:big |huge )?fan of|fond of|keen on|thrilled (?:by|with|about)|happy (?:with|about))',
    'Dislikes ',
  ),
  opening(
    "i(?:'m| am)(?: (?:really|still|also))* not (?:really |too |so |entirely |at all |" +
      'quite )?(?:sure|convinced|certain)(?: (?:that|if|whether|about|by))?',
    'Not sure ',
  ),
];

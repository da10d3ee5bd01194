/**
 * Words that open a sentence and say nothing about its matter, and what is left of them. Tried again and again from
 * the start of the sentence, so each is anchored and short. The first that fits counts.
 */
export type Opening = {
  /** A sentence that is opened so, with ` | ` behind the words that are taken off. */
  readonly example: string;
  /** Sees the sentence in small letters, as CONNECTIVE does (pattern.ts says why). */
  readonly words: RegExp;
  readonly keep: string;
};

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
  'rather(?! than\\b)|hence why|fine(?! (?:with|by|for)\\b)|great|cool|yup|' +
  '(?:al)?though(?! [^,]{0,300},)|' +
  '(?:more generally(?: though)?|though|ack(?:ed)?|understood|works for (?:me|us)|' +
  '(?:fine|ok(?:ay)?|good) (?:with|by) (?:me|us))(?=[,.:;!])|' +
  'nah|ugh|argh|bah|aha|heh|e\\.g\\.|meh|gah|wow|yikes|hah|p\\.?s\\.?|alas|nod|hmyeah|er+|u[hm]+|iiuc|' +
  'in my mind|in my view|if so(?=,)|if not(?=,)|most likely|likely(?! to\\b)|' +
  "to be (?:clear|fair|sure|precise|more accurate)(?=,)|don't get me wrong|in short|in summary|" +
  'in any case|either way|long story short|all in all|tl;?dr';

/** A dash is one that parts words: that of `->member` and `-EINVAL` belongs to what follows. */
export const CONNECTIVE: RegExp = new RegExp(
  `^(?:${CONNECTIVES})(?:\\s*(?:[,:;.!]|(?<! )-(?!>)|-(?![>\\w]))+\\s*|\\s+)(?=\\S)|^[a-z]{4,16}ly, (?=\\S)`,
);

export const opening = (example: string, words: string, keep = ''): Opening => ({
  example,
  words: new RegExp(`^(?:${words})\\s+(?=\\S)`),
  keep,
});

/** Of every kind. */
export const HEDGES: readonly Opening[] = [
  opening(
    'I really think that | the lock comes too late',
    'i (?:do |still |also |really |just |would |tend to )*(?:think|believe|guess|suppose|suspect|' +
      'feel|assume|reckon|mean|hope|say|imagine|wonder(?! (?:if|whether)\\b))(?: like)?(?: that' +
      '(?! (?:is|was|means?|makes?|would|will|should|could|can|might|may|does|has|looks|seems|sounds|needs)\\b))?,?',
  ),
  // Who expects something to be so, says so; without the verb nothing would be said.
  opening(
    'I would argue that | the lock comes too late',
    "i(?:'d| would) (?:say|argue|think|guess|assume|expect|have (?:thought|expected|hoped|said))(?: that(?! to ))?" +
      '(?!(?: [\\w()>-]+){1,4} to )',
  ),
  opening(
    'I may be wrong, but | the lock comes too late',
    'i (?:could|may|might) (?:well )?be (?:mistaken|wrong|confused|misreading|missing)[^,.;:?!]{0,40},? but|' +
      "(?:not|sorry|(?:i )?(?:don't|do not|hate)(?: (?:mean|want))?) to [^,.;:?!]{3,60},? but" +
      '(?: to ask (?:if|whether))?',
  ),
  opening(
    'I have to admit that | the lock comes too late',
    '(?:i )?(?:have to|must|need to) (?:say|admit|confess)(?: that)?,?',
  ),
  opening(
    'One small question: | who frees the buffer?',
    '(?:(?:just|only) )?(?:one|another|an?|my)(?: \\w+){0,2} (?:question|thing|nit|comment|remark|worry|concern|' +
      'point|request|wish|suggestion|idea|note)(?: [^:.?!]{1,60})?:',
  ),
  opening(
    'It looks to me like | the lock comes too late',
    '(?:it |that |this )?(?:seems?|looks?|appears?|sounds?)(?: to me)?(?: like| as if| that)' +
      '(?! (?:an?|the) (?:(?:very|pretty|really) )?(?:plan|good|nice|great|better|best|right|sane|' +
      'sensible|fine|reasonable|simpler)\\b)',
  ),
  opening(
    'If I look at the trace, I see | the lock taken twice',
    '(?:when(?:ever)?|if) i look at [^,.;:]{1,60},? i (?:can )?see',
  ),
  opening('It turns out that | nobody frees the buffer', '(?:it|as it) turns out(?: that)?,?'),
  opening(
    'Thinking about it some more, | we should free it',
    '(?:now )?thinking (?:about|of) (?!(?:a|an|the|some) )\\w{2,12}(?: (?:more|again|some more))?,?' +
      '(?= (?:we|i|you|it) (?:should|could|can|might|may|would|probably)\\b)',
  ),
  opening('No matter what the caller is | it never frees', 'no matter what(?: the \\w+)?(?: is)?,?'),
  opening(
    'That makes me wonder if | anybody frees it',
    '(?:it|that|this) (?:makes|has|made|got|leaves)(?: me| one)(?: ' +
      '(?:a bit|a little|somewhat|kind of|really|very|quite))? (?:nervous|uneasy|worry|worried|' +
      'think(?:ing)?|wonder(?:ing)?|suspect|believe)(?: that| if| whether)',
  ),
  opening(
    'The main problem with this is that | nobody frees it',
    '(?:the (?:(?:only|main|other|real|big|biggest|one) )*(?:problem|issue|thing|point|concern|reason|' +
      'trouble|drawback|downside|question|worry) (?:here |with [^,.;:]{1,40}? |' +
      'i(?: can)? (?:see|have)(?: here| with [^,.;:]{1,40}?)? )?is|' +
      '(?:my|our) (?:(?:only|main|one|biggest|real|other|remaining) )?(?:concern|worry|point|problem|issue|' +
      'understanding) is)(?:(?: (?:mainly|mostly|basically|simply|really|just))? that|' +
      // What is said of the problem itself is no clause of its own.
      '(?! (?:\\w+ly )?(?:\\w+ed|not|no|in|on|at|with|too|still|more|due)\\b)),?',
  ),
  opening(
    'One thing that bothers me is that | nobody frees it',
    '(?:(?:(?:one|another|the (?:one|only|other|main)) thing|what)(?: (?:that|which))?(?: (?:still|really|also))* ' +
      '(?:bothers|worries|concerns|bugs) me(?: (?:most|here|a bit|a little))? is(?: that)?),?',
  ),
  opening('With my release hat on: | nobody frees it', "with (?:my|the|an?) (?:[\\w'-]+ ){0,3}hat on[,:]"),
  opening(
    'Regarding the veto: | nobody frees it',
    '(?:regarding|concerning|re|as (?:for|to)) [^,:;.?!]{2,60}:',
  ),
  opening('@ann: | who frees it?', '@[\\w.-]{1,40}[:,]'),
  opening(
    'Honest question, | who frees it?',
    '(?:honest|serious|genuine|stupid|silly|dumb|naive|quick|same|related) question[,:]',
  ),
  opening(
    "Unless I'm missing something, | nobody frees it",
    "(?:(?:forgive|excuse|pardon) me |sorry |apologies )?(?:unless|if) i(?:'m| am)? ?(?:not )?" +
      '(?:missing|misreading|misunderstanding|mistaken|wrong|' +
      'misremembering|remember(?:ing)?|recall|read(?:ing)?)(?: (?:something|anything|obvious|else|it|this|' +
      'correctly|correct|here|the code|things|that))*,?',
  ),
  opening('Speaking for the council, | nobody frees it', 'speaking (?:for|as) [^,:;.]{2,40}[,:]'),
  opening(
    'As I already said, | nobody frees it',
    '(?:as|like)(?: (?:i|you|we|they|\\w+))?(?: (?:have|has|had|already|also))* ' +
      '(?:said|mentioned|noted|wrote|pointed out|explained|suggested|discussed|described|stated)' +
      '(?: (?:before|above|earlier|already|originally|elsewhere|previously|(?:in|by) [^,:]{1,30}))*[,:]',
  ),
  opening(
    'As far as I can tell | nobody frees it',
    '(?:as far as|from what|afaik,?) i (?:can )?(?:see|tell|know|understand|remember|recall)(?: it)?,?',
  ),
  opening(
    'The second comment suggests that | nobody frees it',
    'the [\\w -]{1,24} (?:implies|suggests|means)(?: to me)? that',
  ),
  opening(
    'It makes more sense to | free it here',
    '(?:in general,? )?(?:it|this|that)(?: also| just| still)? (?:makes?|made) (?:more |some |' +
      'perfect )?sense(?: to me|(?! to me\\b))(?: that| to(?! me\\b)| if)?',
  ),
  opening(
    'Keep in mind that | nobody frees it',
    '(?:keep in mind|bear in mind|note)(?: that)?|remember(?: that|,)',
  ),
  opening(
    'Just a personal opinion, but | the name is odd',
    '(?:(?:just|only) )?(?:(?:a|my) )?(?:personal |minor |small |bit |little )*(?:opinion|nit|nitpick\\w*|nitpicky|' +
      'pedantic|preference|thought),? but,?',
  ),
  opening('With that being said, I mean to | free it here', 'with that(?: being said)?,? i mean(?: to)?'),
  opening(
    'The second one is that | nobody frees it',
    '(?:the )?(?:first|second|third|fourth|last|other|next)(?: (?:one|thing|problem|issue|point|' +
      'option))? is(?: that)?',
  ),
  opening(
    'My guess here was that | nobody frees it',
    '(?:my|our) (?:thinking|thought|understanding|guess|concern|point|take|feeling) (?:here )?(?:is|' +
      'was)(?: that)?[,:]?',
  ),
  opening(
    'From the driver side, | nobody frees it',
    'from (?:(?:the|our) (?:[\\w-]+ )?side|my (?:side|perspective|point of view|pov|standpoint))[:,]?',
  ),
  opening(
    'Let me also point out that | nobody frees it',
    'let me (?:also |just )?(?:point out|note|add|stress|clarify|say)(?: that)?(?! (?:a|an|the|some|more)\\b)',
  ),
  opening(
    "I'm pretty sure that | nobody frees it",
    "i(?:'m| am) (?:pretty |fairly |quite |very )?(?:sure|certain|afraid|convinced|worried|" +
      'concerned)(?: that| about)?',
  ),
];

/** Of objections and endorsements, said from outside. */
export const STANCES: readonly Opening[] = [
  opening(
    "From a user's point of view, | the name is odd",
    "from (?:(?:a|an|the|that|this) )?(?:[\\w'-]+ ){0,2}(?:perspective|point of view|pov|standpoint|viewpoint)" +
      '(?: of [^,:;.]{3,60},)?(?:\\s*(?:[:,]|-+))*(?= )',
  ),
  opening(
    "I don't see any | user of the flag",
    "i(?: (?:still|also|really))* (?:don'?t|do not|can'?t|cannot|can not) see (?:any|an?)(?! (?:of|lot|bit)\\b)",
    'Sees no ',
  ),
  opening(
    "It's still not clear to me | who frees it",
    "(?:it|this|that)(?:'s| is| was| remains)(?: (?:still|also|just|a bit|rather))* " +
      '(?:un|not (?:really |quite )?)clear to me',
    'Unclear ',
  ),
  opening(
    "I'm still wondering whether | anybody frees it",
    "i(?:'m| am| was)?(?: (?:also|still|just|now|do|really))* wonder(?:ing)?(?: (?:if|whether))",
    'Not sure if ',
  ),
  opening(
    'I fully agree with Ann here, | the name is odd',
    'i(?: (?:do|also|still|fully|completely|totally))* agree with \\S{2,20}(?: here| on (?:this|that))?[:,]',
    'Agrees: ',
  ),
  opening(
    'I agree that | the name is odd',
    'i(?: (?:do|also|still|fully|completely|totally|absolutely))* agree(?: (?:that|with|to))?,?',
    'Agrees: ',
  ),
  opening(
    "I'm also fine with | one more flag",
    "i(?:'m| am)(?: (?:also|still))? (?:fine|ok|okay|happy|good) with",
    'Fine with ',
  ),
  opening(
    'I really like the idea of | one more flag',
    'i(?: (?:really|also|quite|do|very much))* (?:like|love)(?: the idea of)?',
    'Likes ',
  ),
  opening(
    "I don't want to | carry the flag",
    "i(?: (?:really|still|also))* (?:don'?t|do not) want(?: (?:us|you))? to",
    'Does not want to ',
  ),
  opening(
    "I don't particularly like | the flag",
    "i(?: (?:really|still|also|particularly))* (?:(?:don'?t|do not)(?: (?:really|particularly|quite|even))* " +
      '(?:like|want|love)|dislike|hate)(?: the idea of)?',
    'Dislikes ',
  ),
  opening(
    "I don't see what is wrong with | the flag",
    "i(?: (?:really|still))* (?:don'?t|do not|can'?t|cannot) (?:see|understand|get) what(?: is|'s| would be)" +
      '(?: so)? wrong with',
    'Sees nothing wrong with ',
  ),
  opening(
    "I really don't see why | the flag is there",
    "i(?: (?:really|still))* (?:don'?t|do not|can'?t|cannot)(?: (?:really|quite|yet|even))* (?:see|" +
      'understand|get)(?: (?:how|why|what))',
    'Unclear why ',
  ),
  opening(
    "I don't think that | the flag helps",
    "i(?: (?:really|still))* (?:don'?t|do not)(?: (?:really|quite))? (?:think|believe)(?: that)?",
    'Doubts ',
  ),
  opening(
    "I'm not a big fan of | the flag",
    "i(?:'m| am)(?: (?:really|still|also))* not (?:really |too |so |entirely |at all |quite )?" +
      '(?:a (?:big |huge )?fan of|fond of|keen on|thrilled (?:by|with|about)|happy (?:with|about))',
    'Dislikes ',
  ),
  opening(
    "I'm not entirely sure if | the flag helps",
    "i(?:'m| am)(?: (?:really|still|also))* not (?:really |too |so |entirely |at all |" +
      'quite )?(?:sure|convinced|certain)(?: (?:that|if|whether|about|by))?',
    'Not sure ',
  ),
];

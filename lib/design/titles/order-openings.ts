import { DOUBTED } from '@/lib/design/doubted.ts';
import { type Opening, opening } from '@/lib/design/titles/openings.ts';

const MODAL =
  "could|can|should|might|may|must|need to|needs to|have to|has to|ought to|would|will|want to|'ll";
const JUST =
  '(?: (?:just|simply|as well|also|probably|perhaps|maybe|instead|really|at least|then|now|only|even|' +
  'actually|please))*';

/** `the other way is that we just ...`: behind these words something is told, not proposed. */
const THAT_WE =
  " that (?:we|you|i)(?! (?:are|were|have|had|need|want|know|lose|don't|can't|do not|cannot|didn't|won't|already)\\b)" +
  '(?: (?:just|simply|could|can|should|would|might))*';

/** Of proposals and actions: what is left is the verb. */
export const IMPERATIVES: readonly Opening[] = [
  // Who wonders if this is right, doubts it.
  opening(
    "i(?:'m| am| was|'ve been)?(?: (?:also|still|just|now|do|really|have to))* wonder(?:ing)?(?: (?:if|whether))" +
      `(?! ${DOUBTED})`,
  ),
  opening('about(?= [a-z]+ing )'),
  opening("(?:i|we)(?:'d| would)(?: (?:really|also|still|very much))* (?:like|love|want) to(?= have )"),
  opening(
    "(?:i|we)(?:'d| would)(?: (?:really|also|still|very much))* (?:like|love|want)" +
      '(?= (?:an?|the|some|one|more|another) )',
    'Have ',
  ),
  opening('does (?:this|that|it) mean(?: that)?'),
  opening('(?:this|that|it) (?:implies|suggests|hints)(?: to me)? that'),
  // `Instead of that list I think one queue ...`
  opening(
    '(?:instead of|rather than) (?!that,|this,)[^,.;:?!]{3,70}?,?(?= (?:i(?: (?:think|guess|suspect|suppose|would)' +
      "(?! (?:this|that|it)\\b)|'d) |(?:we|you) (?:could|should) |maybe |perhaps |how about |why not |let's |" +
      '(?:can|could|should) (?:we|you) ))',
  ),
  opening(
    '(?:this|that|it|which)(?: (?:also|probably))? means(?: that)?,?(?= (?:i|we|you|maybe|perhaps)\\b)',
  ),
  opening(
    '(?:the|another|an|one|my)(?: other| second| first)? (?:idea|option|approach|possibility|thought|' +
      'suggestion) of(?= [a-z]+ing )',
  ),
  opening(
    '(?:what|all) (?:i|we|you)(?: (?:really|actually|ever))*(?: ' +
      '(?:need|want|suggest|propose|have in mind|meant?|had in mind)|' +
      "(?:'d| could| should| would| can)(?: (?:have|do|use|used|like|need|prefer|suggest|propose|done))*)" +
      '(?: (?:here|for this|instead))? (?:is|was|would be)(?: to)?',
  ),
  opening(
    "(?:i|we|you)(?: (?:really|actually|probably|also))* (?:don't|do not|won't|shouldn't)(?: (?:really|" +
      'actually))* (?:need|have) to',
    'No need to ',
  ),
  opening(
    "what (?:i|we)(?:'d| would)(?: (?:really|rather|much|most|also))* (?:like|love|prefer|want)(?: to (?:see" +
      '|have|do|get))?' +
      '(?:, [\\w ]{2,20},| here| instead| later| eventually)? (?:is|would be)(?: to)?',
  ),
  opening("what (?:i|we)(?:'d| would| could| can| do)? [a-z ]{3,60}? (?:is|was|would be) to(?! be\\b)"),
  opening('all (?:you|we|one) (?:need|have) to do is(?: to)?'),
  opening(
    "(?:it|that) (?:wouldn't|would not|shouldn't|should not|might not) be (?:too|that|very|so|all that) " +
      '(?:hard|difficult|bad|much work|complicated)(?: for (?:me|us|you))? to',
  ),
  opening(
    '(?:that|this|it) (?:might|could|would|may)(?: also| even)? be (?:an?|one) (?:\\w+ ){0,2}' +
      '(?:optimi[sz]ation|improvement|idea|option|approach|way|alternative|start|fix|solution)(?: here)?(?: --+' +
      '|:|,| -)',
  ),
  opening(
    'if (?:we|you|i) could(?: just| simply| also)*(?![^?!.]{0,200}, (?:then|that|this|it|we|you|i)\\b)',
  ),
  // What was promised is to be done.
  opening(
    "(?:you|we|he|she|they)(?: have| had|'ve|'d)?(?: (?:also|already|once|both))* (?:promised|agreed|offered|" +
      'volunteered|intended|planned|meant) to',
  ),
  opening('(?:bonus|extra|brownie) points (?:for|of|if you)'),
  opening(
    "i(?:'ve| have| had|'d| was|'m| am)?(?: (?:also|briefly|just|been))* (?:considered|considering|" +
      'thought (?:about|of)|thinking (?:about|of)|looked (?:at|into)|wondering (?:if|whether) (?:we|' +
      'you|it)|tempted to)',
  ),
  opening(
    '(?:the )?(?:right|best|correct|proper|simplest|easiest|obvious|only|sane|other|first|next) ' +
      '(?:thing|way|fix|option|solution|approach|place|step|answer|choice|alternative)' +
      '(?: (?:to do|here|forward|to (?:do|fix|solve|handle|address) (?:this|that|it)|' +
      '(?:i|we) (?:can|could) (?:think of|suggest|recommend|offer|do|see|fix (?:it|this))|' +
      'for (?:this|that|now)))* (?:is|was|would be|might be|could be|seems)' +
      `(?: (?:probably|likely|simply|just))?(?: to be| to|${THAT_WE})?`,
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
    "(?:would|wouldn't|does|doesn't|might|isn't|is) (?:it|that)(?: not| be| also| perhaps| maybe)* " +
      '(?:make (?:more |any )?sense|(?:much |a bit |a lot )?(?:better|simpler|easier|cleaner|nicer|safer|' +
      'best|enough|sufficient|possible)) (?:to|if we)',
  ),
  opening(
    "(?:could|can|should|would|might|may|couldn't|can't|shouldn't) (?:it|this|that|these|those)" +
      '(?: (?:also|just|then|at least|please))* be',
    'Should be ',
  ),
  opening(
    '(?:is there )?(?:any|some|a) (?:particular |good |specific )?reason (?:why )?' +
      "(?:not to|(?:we|you|this|it) (?:can't|couldn't|don't|shouldn't|didn't))",
  ),
  opening(`(?:couldn't|shouldn't|wouldn't|can't|won't|isn't it better to) (?:we|you|i)${JUST}`),
  opening(
    `(?:couldn't|shouldn't|can't|could|should|can) (?:it|this|that)${JUST}(?= (?:use|say|go|take|return|` +
      `call|check|live|come|skip) )`,
  ),
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
    "(?:i(?:'d| would)|(?:it )?would be (?:nice|good|great|interesting|useful))(?: (?:also|really|still|" +
      'much|prefer|love|like))* ' +
      'to see(?= (?:the|a|an|one|this|these|some|more|an?other) )',
    'Have ',
  ),
  opening('(?:(?:may|might|probably|also|will|would) )*want to'),
  opening('(?:propose|suggest)(?: that (?:we|you)| to| that)?(?! (?:by|in|at|on)\\b)'),
  opening('let me(?: (?:first|just|also|then|quickly|try to|try and))*(?! (?:know|explain|be)\\b)'),
  opening(
    // Will is a name as well.
    'will(?: (?:also|then|now|try to|probably))*(?! (?:do|be|have|not|need|only|never|it|this|that|we|you|i|the|' +
      '(?:\\w+ )?(?:said|suggested|proposed|asked|pointed|mentioned|wrote|noted|had|has|was|is|did|' +
      'wants|wanted|thinks|objected|reported|sent|replied|reviewed))\\b)',
  ),
  opening(
    "i(?:'d| would) (?:also |really |still )?(?:like|love|want|expect|" +
      'appreciate) (?:it if )?(?:to see|to have|you to|us to|to|you|we)',
  ),
  opening(
    `(?:i|we|you|one|they|he|she)${JUST} ?(?:${MODAL})${JUST}(?: be able to| need to| have to)?(?! (?:have|` +
      'be) (?:\\w+ed|been|done|had|\\w+en|a typo|missed)\\b)',
  ),
  // "Can we not pick one?" asks to pick one.
  opening('(?:could|can|should|would) we not'),
  opening(
    `(?:could|can|should|would|will|shall|might|may) (?:we|you|i|it|this)${JUST}(?: try to|` +
      ' be able to| be possible to| make sense to)?',
  ),
  opening('(?:how|what) about (?:i|we|you)(?= [a-z]{2,} )'),
  opening(
    "(?:why not|why don'?t (?:we|you)|why (?:can|could)(?:'t|not)? (?:we|you)|what about|how about|" +
      `what if (?:we|you)|let'?s|let us|please)${JUST}`,
  ),
  opening('i (?:\\w+ )?(?:promise|plan|intend|want|hope|need|wanted|decided|volunteer|aim) to'),
  opening(`i(?:'m| am) (?:going to|planning (?:to|on)|happy to|gonna|working on)${JUST}`),
  opening(
    "(?:we|you|i)'(?:ll|d|re(?= (?:\\w+ )?going to ))" +
      '(?: (?:also|just|then|probably|better|have to|need to|want to|like to|' +
      'going to))*',
  ),
  opening(
    '(?:it |this |that )?(?:would|might)(?: (?:also|probably))? be (?:\\w+ ){0,2}' +
      '(?:good|nice|great|better|thing|idea) if (?:we|you|there) had',
    'Have ',
  ),
  opening(
    "(?:(?:it|this|that)'d|(?:it |this |that )?(?:would|might|may|could|will))" +
      '(?: (?:also|probably|still|then))* be (?:\\w+ )?(?:(?:good|better|nice) (?:idea|thing),?|' +
      'better(?:/\\w+)?|fine|ok|reasonable|perfect|nice|nicer|' +
      'good|great|best|useful|helpful|simpler|easier|cleaner|worth|ideal|preferable|possible|worthwhile|' +
      'interesting|sufficient|enough|easy|trivial|straightforward|feasible|neat|lovely|wise|prudent)(?! (?:way|' +
      'place|approach|choice|option|name|fit|solution)\\b)' +
      '(?: here| overall)?(?: (?:to(?: (?:perhaps|maybe|just|simply))?|' +
      'if (?:we|you)(?: could| can)?))?' +
      '(?! (?:done|put|kept|made|left|split|told|held|\\w+ed) )',
  ),
  opening(
    '(?:the |one |another |an? )?(?:(?:only|other|best|better|simple|simplest|easiest|obvious|possible|' +
      'first|second|third|last|next|alternative|different|cleanest|cleaner|safest|right|proper|quick|' +
      'good|one|another) )?(?:option|alternative|approach|solution|idea|possibility|suggestion|way|fix|' +
      'thing)(?: here| forward| around (?:that|this|it)| to ' +
      '(?:do|avoid|fix|solve|handle|achieve|address) (?:that|this|it|these)| (?:for|to) (?:this|that|it))* ' +
      '(?:is|would be|might be|could be|was)(?:(?: (?:simply|just|probably))? to' +
      `|${THAT_WE})?`,
  ),
  opening(
    'i (?:do |can |also |still |really )*see (?:(?:the|some|a|any|more|much|a lot of) )*' +
      '(?:merit|value|point|benefit|advantage|appeal|attraction)s? (?:of|in|to)',
  ),
  opening(
    '(?:i |we )?(?:(?:thought|was thinking|am thinking|wondered) (?:about|of) )?something ' +
      '(?:(?:kind|sort) of |very |quite |pretty )?(?:similar|like that|like this|along (?:these|' +
      'those) lines)[.,:;-]+',
  ),
  opening(
    '(?:this|it|that) (?:could|can|might|may)(?: (?:possibly|probably|perhaps|maybe|also|just|simply|' +
      'instead))*(?= (?:use|reuse|call|take|move|return|check|drop|skip|share|keep|pass|replace|do) )',
  ),
  opening('(?:make sure|be sure)(?: (?:that|to))?', 'Make sure '),
  opening(
    `(?:it|this|that|these|those|they)(?: problem| issue| part)?${JUST} (?:is|are|was|(?:${MODAL})${JUST} be)` +
      '(?: (?:all|both|easily))? (?:fixed|solved|mitigated|done|avoided|handled|achieved|addressed) by',
  ),
  opening('be (?:\\w+ ){0,2}\\w+ed by(?= [a-z]+ing )'),
  opening(
    `(?:it|this|that|these|those|they)${JUST} (?:should|must|needs? to|ha(?:s|ve) to)` +
      `(?!${JUST} (?:be|have|not|at|do|mostly|fix|say|check)\\b)${JUST}(?= [a-z])`,
  ),
  opening(
    "(?:it|this)(?:'s|'d be| (?:is|was|may be|might be))(?: (?:(?:probably|much|usually|still|also|" +
      'really|just) )*)?(?: ?(?:best|better|easiest|easier|simplest|simpler|cleaner|reasonable|time|' +
      'enough|sufficient|safer|safest|fine))(?: to)(?! me\\b)',
  ),
  opening(
    '(?:do you mind|mind|do you want to|any chance (?:we|you) (?:can|could)|it might make sense to|' +
      'feel free to|try to|consider(?= [a-z]+ing )|consider that(?= \\w+ \\w+ \\w+))',
  ),
];

import { DOUBTED } from '@/lib/design/doubted.ts';
import { type Opening, opening } from '@/lib/design/titles/openings.ts';
import { ASKED, JUST } from '@/lib/design/titles/request-openings.ts';

const MODAL =
  "could|can|should|might|may|must|need to|needs to|have to|has to|ought to|would|will|want to|'ll";

/** `the other way is that we just ...`: behind these words something is told, not proposed. */
const THAT_WE =
  " that (?:we|you|i)(?! (?:are|were|have|had|need|want|know|lose|don't|can't|do not|cannot|didn't|won't|already)\\b)" +
  '(?: (?:just|simply|could|can|should|would|might))*';

/** Of what is told: what is left is the verb. */
const TOLD: readonly Opening[] = [
  // Who wonders if this is right, doubts it.
  opening(
    "I'm just wondering whether | we could drop it",
    "i(?:'m| am| was|'ve been)?(?: (?:also|still|just|now|do|really|have to))* wonder(?:ing)?(?: (?:if|whether))" +
      `(?! ${DOUBTED})`,
  ),
  opening('about | dropping it', 'about(?= [a-z]+ing )'),
  opening(
    "We'd also like to | have one more flag",
    "(?:i|we)(?:'d| would)(?: (?:really|also|still|very much))* (?:like|love|want) to(?= have )",
  ),
  opening(
    "I'd really like | a second flag",
    "(?:i|we)(?:'d| would)(?: (?:really|also|still|very much))* (?:like|love|want)" +
      '(?= (?:an?|the|some|one|more|another) )',
    'Have ',
  ),
  opening(
    'This implies to me that | we drop it',
    '(?:this|that|it) (?:implies|suggests|hints)(?: to me)? that',
  ),
  opening(
    'Instead of a second list, | maybe we keep one',
    '(?:instead of|rather than) (?!that,|this,)[^,.;:?!]{3,70}?,?(?= (?:i(?: (?:think|guess|suspect|suppose|would)' +
      "(?! (?:this|that|it)\\b)|'d) |(?:we|you) (?:could|should) |maybe |perhaps |how about |why not |let's |" +
      '(?:can|could|should) (?:we|you) ))',
  ),
  opening(
    'Which means that | we drop it',
    '(?:this|that|it|which)(?: (?:also|probably))? means(?: that)?,?(?= (?:i|we|you|maybe|perhaps)\\b)',
  ),
  opening(
    'Another idea of | dropping it',
    '(?:the|another|an|one|my)(?: other| second| first)? (?:idea|option|approach|possibility|thought|' +
      'suggestion) of(?= [a-z]+ing )',
  ),
  opening(
    'What you could do instead is | drop it',
    '(?:what|all) (?:i|we|you)(?: (?:really|actually|ever))*(?: ' +
      '(?:need|want|suggest|propose|have in mind|meant?|had in mind)|' +
      "(?:'d| could| should| would| can)(?: (?:have|do|use|used|like|need|prefer|suggest|propose|done))*)" +
      '(?: (?:here|for this|instead))? (?:is|was|would be)(?: to)?',
  ),
  opening(
    "You don't really need to | drop it",
    "(?:i|we|you)(?: (?:really|actually|probably|also))* (?:don't|do not|won't|shouldn't)(?: (?:really|" +
      'actually))* (?:need|have) to',
    'No need to ',
  ),
  opening(
    "What I'd like to see here is | one flag",
    "what (?:i|we)(?:'d| would)(?: (?:really|rather|much|most|also))* (?:like|love|prefer|want)(?: to (?:see" +
      '|have|do|get))?' +
      '(?:, [\\w ]{2,20},| here| instead| later| eventually)? (?:is|would be)(?: to)?',
  ),
  opening(
    'What I would do to be safe is to | drop it',
    "what (?:i|we)(?:'d| would| could| can| do)? [a-z ]{3,60}? (?:is|was|would be) to(?! be\\b)",
  ),
  opening('All you need to do is | drop it', 'all (?:you|we|one) (?:need|have) to do is(?: to)?'),
  opening(
    "It shouldn't be too hard to | drop it",
    "(?:it|that) (?:wouldn't|would not|shouldn't|should not|might not) be (?:too|that|very|so|all that) " +
      '(?:hard|difficult|bad|much work|complicated)(?: for (?:me|us|you))? to',
  ),
  opening(
    'That might be a nice optimization: | drop it',
    '(?:that|this|it) (?:might|could|would|may)(?: also| even)? be (?:an?|one) (?:\\w+ ){0,2}' +
      '(?:optimi[sz]ation|improvement|idea|option|approach|way|alternative|start|fix|solution)(?: here)?(?: --+' +
      '|:|,| -)',
  ),
  opening(
    'If you could just | drop it',
    'if (?:we|you|i) could(?: just| simply| also)*(?![^?!.]{0,200}, (?:then|that|this|it|we|you|i)\\b)',
  ),
  // What was promised is to be done.
  opening(
    'You already promised to | drop it',
    "(?:you|we|he|she|they)(?: have| had|'ve|'d)?(?: (?:also|already|once|both))* (?:promised|agreed|offered|" +
      'volunteered|intended|planned|meant) to',
  ),
  opening('Bonus points for | dropping it', '(?:bonus|extra|brownie) points (?:for|of|if you)'),
  opening(
    "I've also been thinking about | dropping it",
    "i(?:'ve| have| had|'d| was|'m| am)?(?: (?:also|briefly|just|been))* (?:considered|considering|" +
      'thought (?:about|of)|thinking (?:about|of)|looked (?:at|into)|wondering (?:if|whether) (?:we|' +
      'you|it)|tempted to)',
  ),
  opening(
    'The right thing to do here is probably to | drop it',
    '(?:the )?(?:right|best|correct|proper|simplest|easiest|obvious|only|sane|other|first|next) ' +
      '(?:thing|way|fix|option|solution|approach|place|step|answer|choice|alternative)' +
      '(?: (?:to do|here|forward|to (?:do|fix|solve|handle|address) (?:this|that|it)|' +
      '(?:i|we) (?:can|could) (?:think of|suggest|recommend|offer|do|see|fix (?:it|this))|' +
      'for (?:this|that|now)))* (?:is|was|would be|might be|could be|seems)' +
      `(?: (?:probably|likely|simply|just))?(?: to be| to|${THAT_WE})?`,
  ),
  opening(
    'My current plan is still to | drop it',
    'my (?:current |first |own )?(?:thinking|suggestion|proposal|preference|plan|thought|idea|' +
      'intention|goal|hope|gut feeling|preferred \\w+|' +
      'vote)(?: here)? (?:is|was|would be|goes)(?: (?:still|just|also))?(?: to| that| for)?',
  ),
  opening(
    'The general idea here is pretty simple: | drop it',
    'the (?:gist|goal|plan|intent|intention|aim|thought|proposal|(?:basic |general |rough )?idea)(?: here)?' +
      ' (?:is|was)(?: (?:pretty |very |quite |fairly |rather )?(?:simple|straightforward|trivial)[.,:;]*)?' +
      '(?: that| to)?',
  ),
  opening(
    'One request: | drop it',
    '(?:\\w+ )?(?:nit|nitpick|bikeshed|suggestion|thought|request)s?(?::|,? but)',
  ),
  opening('v2 would then be: | drop it', 'v\\d{1,2} (?:would|will|could)(?: then)? be:'),
  opening(
    "I'm just asking you to | drop it",
    "i(?:'m| am)(?: (?:just|only|really))? asking (?:you|for you|him|them) to",
  ),
  opening(
    "I'd be very tempted to | drop it",
    "i(?:'d be| would be|'m| am) (?:\\w+ ){0,2}(?:tempted|inclined|open|happy|willing|interested|glad)(?: to)?",
  ),
  opening(
    "I'd strongly suggest that we | drop it",
    "i(?:'d| would)? (?:(?:strongly|really|also|rather|much) )*(?:suggest|propose|" +
      'recommend)(?: that)?(?: (?:we|you|to))?',
  ),
  opening(
    "I'd much rather | drop it",
    "i(?:'d| would)(?: (?:much|really|strongly|slightly|very much))? rather(?: (?:we|you|just))?",
    'Prefer to ',
  ),
  opening(
    "I'd slightly prefer | one flag",
    "i(?:'d| would)?(?: (?:much|really|strongly|slightly|personally|" +
      'very much))? prefer(?: (?:to see|to have|if))?',
    'Prefer ',
  ),
  opening(
    'It would be nice to see | a test of the flag',
    "(?:i(?:'d| would)|(?:it )?would be (?:nice|good|great|interesting|useful))(?: (?:also|really|still|" +
      'much|prefer|love|like))* ' +
      'to see(?= (?:the|a|an|one|this|these|some|more|an?other) )',
    'Have ',
  ),
  opening('Might also want to | drop it', '(?:(?:may|might|probably|also|will|would) )*want to'),
  opening(
    'Suggest to | drop it',
    '(?:propose|suggest)(?: that (?:we|you)| to| that)?(?! (?:by|in|at|on)\\b)',
  ),
  opening(
    'Let me first | drop it',
    'let me(?: (?:first|just|also|then|quickly|try to|try and))*(?! (?:know|explain|be)\\b)',
  ),
  opening(
    'Will also | drop it',
    // Will is a name as well.
    'will(?: (?:also|then|now|try to|probably))*(?! (?:do|be|have|not|need|only|never|it|this|that|we|you|i|the|' +
      '(?:\\w+ )?(?:said|suggested|proposed|asked|pointed|mentioned|wrote|noted|had|has|was|is|did|' +
      'wants|wanted|thinks|objected|reported|sent|replied|reviewed))\\b)',
  ),
  opening(
    "I'd really like you to | drop it",
    "i(?:'d| would) (?:also |really |still )?(?:like|love|want|expect|" +
      'appreciate) (?:it if )?(?:to see|to have|you to|us to|to|you|we)',
  ),
  opening(
    'We could probably just | drop it',
    `(?:i|we|you|one|they|he|she)${JUST} ?(?:${MODAL})${JUST}(?: be able to| need to| have to)?(?! (?:have|` +
      'be) (?:\\w+ed|been|done|had|\\w+en|a typo|missed)\\b)',
  ),
  opening(
    'I still plan to | drop it',
    "i(?:'d(?= volunteer ))? (?:\\w+ )?(?:promise|plan|intend|want|hope|need|wanted|decided|volunteer|aim) to",
  ),
  opening(
    "I'm going to | drop it",
    `i(?:'m| am) (?:going to|planning (?:to|on)|happy to|gonna|working on)${JUST}`,
  ),
  opening(
    "We're going to | drop it",
    "(?:we|you|i)'(?:ll|d|re(?= (?:\\w+ )?going to ))" +
      '(?: (?:also|just|then|probably|better|have to|need to|want to|like to|' +
      'going to))*',
  ),
  opening(
    'It would be a good thing if we had | one flag',
    '(?:it |this |that )?(?:would|might)(?: (?:also|probably))? be (?:\\w+ ){0,2}' +
      '(?:good|nice|great|better|thing|idea) if (?:we|you|there) had',
    'Have ',
  ),
  opening(
    'It would probably be better to | drop it',
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
    'The only way to avoid that is to | drop it',
    '(?:the |one |another |an? )?(?:(?:only|other|best|better|simple|simplest|easiest|obvious|possible|' +
      'first|second|third|last|next|alternative|different|cleanest|cleaner|safest|right|proper|quick|' +
      'good|one|another) ){0,2}(?:option|alternative|approach|solution|idea|possibility|suggestion|way|fix|' +
      'thing)(?: here| forward| i (?:can )?see| around (?:that|this|it)| to ' +
      '(?:do|avoid|fix|solve|handle|achieve|address) (?:that|this|it|these)| (?:for|to) (?:this|that|it))* ' +
      '(?:is|would be|might be|could be|was)(?:(?: (?:simply|just|probably))? to' +
      `|${THAT_WE})?`,
  ),
  opening(
    'I still see some value in | the flag',
    'i (?:do |can |also |still |really )*see (?:(?:the|some|a|any|more|much|a lot of) )*' +
      '(?:merit|value|point|benefit|advantage|appeal|attraction)s? (?:of|in|to)',
  ),
  opening(
    'Something very similar: | drop it',
    '(?:i |we )?(?:(?:thought|was thinking|am thinking|wondered) (?:about|of) )?something ' +
      '(?:(?:kind|sort) of |very |quite |pretty )?(?:similar|like that|like this|along (?:these|' +
      'those) lines)[.,:;-]+',
  ),
  opening(
    'This could perhaps | use the flag',
    '(?:this|it|that) (?:could|can|might|may)(?: (?:possibly|probably|perhaps|maybe|also|just|simply|' +
      'instead))*(?= (?:use|reuse|call|take|move|return|check|drop|skip|share|keep|pass|replace|do) )',
  ),
  opening('Make sure that | the flag is dropped', '(?:make sure|be sure)(?: (?:that|to))?', 'Make sure '),
  opening(
    'This problem can be easily solved by | dropping it',
    `(?:it|this|that|these|those|they)(?: problem| issue| part)?${JUST} (?:is|are|was|(?:${MODAL})${JUST} be)` +
      '(?: (?:all|both|easily))? (?:fixed|solved|mitigated|done|avoided|handled|achieved|addressed) by',
  ),
  opening('Be easily fixed by | dropping it', 'be (?:\\w+ ){0,2}\\w+ed by(?= [a-z]+ing )'),
  opening(
    'It should probably | drop it',
    `(?:it|this|that|these|those|they)${JUST} (?:should|must|needs? to|ha(?:s|ve) to)` +
      `(?!${JUST} (?:be|have|not|at|do|mostly|fix|say|check)\\b)${JUST}(?= [a-z])`,
  ),
  opening(
    "It's probably easiest to | drop it",
    "(?:it|this)(?:'s|'d be| (?:is|was|may be|might be))(?: (?:(?:probably|much|usually|still|also|" +
      'really|just) )*)?(?: ?(?:best|better|easiest|easier|simplest|simpler|cleaner|reasonable|time|' +
      'enough|sufficient|safer|safest|fine))(?: to)(?! me\\b)',
  ),
  opening(
    'Feel free to | drop it',
    '(?:do you mind|mind|do you want to|any chance (?:we|you) (?:can|could)|it might make sense to|' +
      'feel free to|try to|consider(?= [a-z]+ing )|consider that(?= \\w+ \\w+ \\w+))',
  ),
];

/** Of proposals and actions: what is left is the verb. */
export const IMPERATIVES: readonly Opening[] = [...ASKED, ...TOLD];

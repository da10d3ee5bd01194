const IS = "(?:'s| is| are| was|'re)(?: (?:really|actually|still|even|quite|all|such))*";
const SOUND =
  '(?:(?:the|a) )?(?:right|best|correct|good|great|safe|sane|worth|needed|necessary|useful|enough|sufficient|' +
  'sensible)\\b';

/** `this is the right place`, `it is worth the trouble`: what is not so for who is not sure of it. A pattern. */
export const IS_SOUND: string = `(?:this|that|it|these|those)${IS} ${SOUND}`;

/**
 * What somebody wonders about who has a doubt and no other way. Who wonders if `it is worth adding a flag` would have
 * one. The source of a pattern, for what stands behind "I wonder if".
 */
export const DOUBTED: string = `(?!it${IS} ${SOUND} (?:to|if|\\w+ing)\\b)${IS_SOUND}`;

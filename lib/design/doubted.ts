/**
 * What somebody wonders about who has a doubt and no other way: `this is the right place`. The source of a pattern, for
 * what stands behind "I wonder if".
 */
export const DOUBTED =
  "(?:this|that|it|these|those)(?:'s| is| are| was|'re)(?: (?:really|actually|still|even|quite|all|such))*" +
  ' (?:(?:the|a) )?(?:right|best|correct|good|great|safe|sane|worth|needed|necessary|useful|enough|' +
  'sufficient|sensible)\\b';

import { TITLE_MAX } from '@/lib/design/titles/shorten.ts';

/** Folders a path may be of: `/proc/` is none that is stressed. */
const FOLDERS = 'proc|sys|dev|etc|tmp|usr|boot|var|home|mnt|run|lib|bin|sbin|opt|root|srv|media';
const WORD = "([A-Za-z][A-Za-z'-]{0,30})";
const EMPHASIS = new RegExp(
  `(^|[\\s("'])(?:\\*{1,2}${WORD}\\*{1,2}|_{1,2}${WORD}_{1,2}|/(?!(?:${FOLDERS})/)${WORD}/)(?=[\\s.,;:!?)"']|$)`,
  'g',
);
const ADDRESS = / ?[<([]?\b(?:https?|ftp|git):\/\/[^\s<>]{1,500}[>)\]]?/g;
/** `[1]`, and what only points at it: `see [1]`. */
const REFERENCE = /,? ?(?:\(?(?:see|cf\.?|as in|in|at|per) )?\[\d{1,2}\]\)?/g;
/** A face or a gesture. */
const FACE = /(?:^|\s)(?:[:;]-?[)(PD]|<[a-z]{3,8}>)(?=[\s.,;)]|$)/g;
/** What is said once more in other words. */
const ASIDE = / \((?:i\.? ?e\b|e\.? ?g\b|aka|a\.k\.a|see|like|cf)[^()]{0,200}\)/gi;
/** A word said twice by a slip. */
const TWICE = /\b(?!(?:that|had|long|very|bye|ha|no) )([a-z]{2,12}) \1(?= )/gi;
/** Stress on some words. */
const STRESSED = /(^|\s)\*([A-Za-z][^*\n]{1,60}[\w)])\*(?=[\s.,;:!?]|$)/g;
const DOTS = /^(["']?)\.{2,}\s*/;

/** A sentence of one line without addresses, marks of references and stress, which are no words of a title. */
export function withoutNoise(sentence: string): string {
  return sentence
    .replace(ADDRESS, '')
    .replace(ASIDE, '')
    .replace(REFERENCE, '')
    .replace(FACE, '')
    .replace(EMPHASIS, (_, before: string, one?: string, two?: string, three?: string) => {
      return before + (one ?? two ?? three ?? '');
    })
    .replace(STRESSED, '$1$2')
    .replace(DOTS, '$1')
    .replace(/\u2019/g, "'")
    .replace(TWICE, '$1')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Words set between a verb and what it says: `is, from that point of view, to ...`, `is - as I said - to ...`. */
const SET_BETWEEN = new RegExp(
  '(?<=\\b(?:is|are|was|were|be|has|have|will|would|could|should|can|may|might|do|does|that)), ' +
    '(?:\\w+ly|of course|however|again|indeed|i (?:think|guess|suppose|believe)|' +
    '(?:in|from|at|for|on) [^,]{1,40}), (?=\\S)|(?<=\\w) -+ (?:in|from|at|for|on|as|like|of) [^-,;:]{1,50} -+ (?=\\S)',
  'i',
);

/** A long sentence without what is set between its verb and what that says. */
export function withoutAside(sentence: string): string {
  return sentence.length > TITLE_MAX ? sentence.replace(SET_BETWEEN, ' ') : sentence;
}

const CALL =
  /^(?:(?:sorry|hi|hello|hey|dear|thanks|so|and|but|ok|okay|yes|no),? )?(\p{L}{2,20})(?:,| --?) (?=\S)/iu;
/** What is said to somebody, whoever it is. */
const TO_SOMEBODY = /^(?:(?:would|could|can|will|do|did|are|have) you|please)\b/i;
/** A sentence without the name of who is spoken to at its start; `names` are words of names, in lower case. */
export function withoutCall(sentence: string, names: ReadonlySet<string>): string {
  const call = CALL.exec(sentence);
  if (call === null) return sentence;
  const [all, name = ''] = call;
  const rest = sentence.slice(all.length);
  const isCalled = names.has(name.toLowerCase()) || (/^[A-Z]/.test(name) && TO_SOMEBODY.test(rest));
  return isCalled ? rest : sentence;
}

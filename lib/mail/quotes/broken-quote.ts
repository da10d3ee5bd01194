/** Mailers that break quotes do it at 72 to 80 columns, at a word; what they push down is short. */
const BROKEN_MIN = 60;
const TAIL_MAX = 50;
const BROKEN_WITH_WORD_MIN = 72;
/** A line that goes on: no end of a sentence, no list, no code. */
const GOES_ON = /[\p{L}\p{N},'"()/-]$/u;
const TAIL = /^(?<word>[\p{Ll}(][^>\s]*)[^>]*$/u;
/** With these people begin to answer, whatever the case. */
const ANSWER = new RegExp(
  '^(?:no|nope|nah|yes|yep|yeah|yup|ok|okay|right|agreed?|done|fixed|sure|true|ack|indeed|nit|why|hmm*|' +
    "i|i'm|i'd|i'll)(?=$|[\\s,.:;!?])",
);

/**
 * Whether `tail`, a line without a mark between two quoted ones, is the end of the quoted line above it: it begins
 * within a sentence, and its first word had no room above. People who answer within a quote begin with a capital
 * letter, leave a blank line (6,398 mails of the corpus have no other) or begin with one of few words.
 */
export function isBrokenTail(quoted: string, tail: string): boolean {
  const line = quoted.trimEnd();
  const end = tail.trimEnd();
  if (line.length < BROKEN_MIN || end.length > TAIL_MAX) return false;
  const word = TAIL.exec(end)?.groups?.['word'] ?? '';
  if (word === '' || line.length + 1 + word.length < BROKEN_WITH_WORD_MIN) return false;
  return GOES_ON.test(line) && !ANSWER.test(end);
}

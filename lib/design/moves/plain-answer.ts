/** A yes is about what was asked; elsewhere it agrees (`CONFIRMS` of meanings.ts). */
const AGREES = /^(?:yes|yep|yup|correct|exactly)\b/;
const BUT = /\b(?:but|however|though)\b/;
const GIVES_REASON = /^because\b/;
/** What is wrong, or not so, is said with one of these. */
const DENIES = /\b(?:but|however|though|although|still|not|no|never|cannot|yet|except)\b|n['\u2019]t\b/;
/** Longer spans say what they do in their first words. */
const WORDS_MAX = 1_000;

/**
 * Whether words found to be an objection only answer what was asked: a reason ("Because the lock is held there."), and
 * right below a question a yes, or what an author tells without denying anything. Of 34 such objections that were found
 * in threads held out 5 were labelled as objections, of all of them 38 %.
 */
export function isPlainAnswer(words: string, isAuthor: boolean, isBelowQuestion: boolean): boolean {
  const text = words.slice(0, WORDS_MAX).replace(/\s+/g, ' ').trim().toLowerCase();
  if (GIVES_REASON.test(text)) return true;
  if (!isBelowQuestion) return false;
  return (AGREES.test(text) && !BUT.test(text)) || (isAuthor && !DENIES.test(text));
}

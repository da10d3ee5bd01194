/** One or more `Re:` and the like in front, in the spellings of German and Scandinavian mailers too. */
const REPLY_PREFIX = /^(?:\s*(?:re|aw|sv|vs|fwd?)(?:\[\d+\])?:\s*)+/i;

/** What a subject says without its reply marks; two that agree in it are shown once. */
export function bareSubject(subject: string): string {
  return subject.replace(REPLY_PREFIX, '').replace(/\s+/g, ' ').trim();
}

/** A subject to show: never empty, because it is what one clicks on. */
export function shownSubject(subject: string): string {
  return subject.trim() === '' ? '(no subject)' : subject;
}

/** The name of a series, patch or design to show; a subject of `[PATCH 1/2]` alone has left it empty. */
export function shownName(name: string): string {
  return name.trim() === '' ? '(no name)' : name;
}

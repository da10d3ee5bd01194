/** `git request-pull` begins so; forwarded and quoted requests stand behind a `>`. */
const WORDS = 'The following changes since commit ';
const BEGINNING = /^The following changes since commit [0-9a-f]{7,64}/m;
/** The address is on the next line that is not blank, with the branch or tag behind it. */
const ADDRESS =
  /^are available in the git repository at:[ \t]*(?:\n[ \t]*){1,3}(?<address>[^\s>][^\n]{0,500})/im;

/**
 * What the author of a mail asks to be pulled, as `git request-pull` writes it: the address of the repository and the
 * branch or tag, with one blank between. Null for any other mail, and for one that only quotes a request.
 */
export function findPull(body: string): string | null {
  // A pattern looks at each line; nearly no mail has the words anywhere.
  const beginning = body.includes(WORDS) ? BEGINNING.exec(body) : null;
  if (beginning === null) return null;
  const address = ADDRESS.exec(body.slice(beginning.index))?.groups?.['address'];
  return address === undefined ? null : address.trim().replace(/\s+/g, ' ');
}

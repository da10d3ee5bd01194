import { OPERATOR_HELP } from '@/lib/search/operators.ts';

/** Texts about a list as public-inbox has them, `/<inbox>/_/text/help/`: how it is read with other programs. */

type Text = (site: string, inbox: string, onLore: boolean) => string;

const TEXTS: Readonly<Record<string, Text>> = { help, config, mirror };

/**
 * The text of that name, its title in the first line; null for another name. `site` is before all our paths; `onLore`:
 * lore has the list too.
 */
export function listText(name: string, ...[site, inbox, onLore]: Parameters<Text>): string | null {
  return Object.hasOwn(TEXTS, name) ? (TEXTS[name]?.(site, inbox, onLore) ?? null) : null;
}

function help(site: string, inbox: string): string {
  const list = `${site}/${inbox}/`;
  const operators = OPERATOR_HELP.map(([operator, meaning]) => `  ${operator.padEnd(17)} ${meaning}\n`);
  return `Help for ${inbox}

Addresses, as in public-inbox; a link to lore leads here with another host.

  ${list}                  threads
  ${list}?show=series      series, with their state
  ${list}?show=designs     designs
  ${list}MESSAGE-ID/       a message
  ${list}MESSAGE-ID/raw    the same as it came, an mbox
  ${list}MESSAGE-ID/T/     its thread
  ${list}MESSAGE-ID/t.mbox.gz, t.mbox, t.atom
                           the thread as an mbox, and as a feed
  ${list}new.atom          the newest messages, a feed
  ${site}/series/MESSAGE-ID, ${site}/design/MESSAGE-ID
                           a series with its versions, the state of a design

Search: ${list}?q=WORDS, of all lists ${site}/all/?q=WORDS

  r                 the best first
  o=200, o=-1       from the 201st on; from the oldest
  x=A               a feed
  x=m               the mail, a gzipped mbox, by POST: curl -d '' '${list}?x=m&q=WORDS'
  x=m&t=1           with all of its threads

${operators.join('')}
For b4 and lei: ${list}_/text/config/
`;
}

/** Read by git: what is no setting is a comment. */
function config(site: string, inbox: string): string {
  return `; Settings for b4, for ~/.gitconfig: it fetches series of ${inbox} from here
[b4]
	midmask = ${site}/all/%s
	searchmask = ${site}/all/?x=m&t=1&q=%s
; lei reads the same: lei q --only ${site}/${inbox}/ WORDS
; There is nothing to mirror: ${site}/${inbox}/_/text/mirror/
`;
}

function mirror(site: string, inbox: string, onLore: boolean): string {
  const where = onLore ? `, such as\nhttps://lore.kernel.org/${inbox}/_/text/mirror/` : '.';
  return `Mirroring ${inbox}

Docket keeps mail in a database and serves no git repositories, so public-inbox-clone and grokmirror
find no manifest.js.gz here. To have the whole list, take it from its archive${where}

Parts of it are had as an mbox: the thread of a message and the mail of a search, see
${site}/${inbox}/_/text/help/
`;
}

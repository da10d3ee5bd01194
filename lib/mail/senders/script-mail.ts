type Script = { readonly name: string; readonly begins: RegExp };

/**
 * How the mail begins that a script sends from the address of who runs it: that a tree took a patch or let it go, with
 * the whole commit below, so that it would look like a patch that this person posts.
 */
const SCRIPTS: readonly Script[] = [
  {
    name: 'mm-commits',
    begins:
      /^The (?:quilt )?patch titled\n[ \t]{1,10}Subject: .{1,500}\nhas been (?:added to|removed from) the -mm /,
  },
  {
    name: 'tree robot',
    begins: /^This is a note to let you know that I've just (?:added|removed|dropped) the patch titled\n/,
  },
  { name: 'stable robot', begins: /^The patch below does not apply to the \S{1,40}-stable tree\.\n/ },
  { name: 'stable robot', begins: /^\[ [^[\]\n]{1,40} backport helper bot \]\n/ },
  { name: 'patch-bot', begins: /^Hi,\n\nThis is the friendly (?:semi-automated )?patch-bot of / },
  {
    name: 'media tree',
    begins:
      /^This is an automatic generated email to let you know that the following patch(?:es)? w(?:ere|as) queued\b/,
  },
  // What hooks of repositories send: Buildroot; gcc, glibc and binutils (people paste links with `?id=` as well);
  // LLVM; FFmpeg; FreeBSD.
  { name: 'commit mail', begins: /^commit: https?:\/\/\S{1,300}\nbranch: https?:\/\// },
  { name: 'commit mail', begins: /^https?:\/\/\S{1,300}(?:\/g:|;h=)[0-9a-f]{12,64}\n\ncommit \S{7,80}\n/ },
  { name: 'commit mail', begins: /^Author: .{1,300}\nDate: .{1,100}\nNew Revision: \S/ },
  { name: 'commit mail', begins: /^\S{1,40} \| branch: \S{1,60} \| .{1,300}\| \[[0-9a-f]{40}\] \|/ },
  { name: 'commit mail', begins: /^The branch \S{1,100} has been updated by \S{1,60}:\n\nURL: https?:/ },
];

const HEAD_MAX = 1_200;

/**
 * The script that wrote a mail under the name of a person, by its first lines, which no person writes; null for any
 * other mail. What it says of applied patches counts like a robot's, and what it shows is no posting of that person.
 */
export function findScript(body: string): string | null {
  const head = body.slice(0, HEAD_MAX).trimStart();
  return SCRIPTS.find(({ begins }) => begins.test(head))?.name ?? null;
}

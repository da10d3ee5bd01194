import type { Mailbox } from '@/lib/mail/email.ts';
import { githubLogin } from '@/lib/mail/senders/github-mail.ts';
import { findRobot } from '@/lib/mail/senders/robots.ts';
import { nameAddress, serviceSender } from '@/lib/mail/senders/service-sender.ts';

/** What else of a mail tells who wrote it. */
export type SenderClues = {
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  /** Addresses of X-Original-From and Reply-To, in this order. */
  readonly original: readonly string[];
  /** The address of X-Original-From alone, which only lists write. */
  readonly rewritten: string | null;
  /** X-GitHub-Sender. */
  readonly github: string | null;
  readonly body: string;
};

/**
 * `Ann Lee via qemu-devel`, `'Ann Lee' via Some Group`; Mailman's name may end with the `via`, Sympa's stands in
 * brackets, behind the address or without.
 */
const VIA =
  /^["'\s]{0,3}(\S.{0,150}?)["'\s]{0,3} (?:\((?:[^()@\s]{1,100}@[^()@\s]{1,200} )?)?via(?: .{1,80})?$/i;
/** The address that Sympa sets behind a name. */
const ADDRESS_BEHIND = / \([^()@\s]{1,100}@[^()@\s]{1,200}\)$/;
/** `ann=example.net@lists.example.org` of groups.io, `ann=40example.net@dmarc.example.org` of the IETF. */
const WRITTEN_IN = /^([^@]{1,100})=(40)?([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})@(?:(dmarc)\.)?([^@]{1,200})$/i;
/** Relays of patches that everybody's mail has the one address of. */
const RELAYS = /^(?:devnull\+[^@]+@kernel\.org|gitgitgadget@gmail\.com|[^@]+@googlegroups\.com)$/i;
/** What GitHub tells of everybody comes from here; of whom it tells has this address for commits. */
const GITHUB = 'notifications@github.com';
const LOGIN = /^[A-Za-z\d][A-Za-z\d-]{0,38}(?:\[bot\])?$/;
/** SourceHut mails the patches of its users from here; they are answered where they read mail. */
const SOURCEHUT = /^[^@\s]{1,100}@git\.sr\.ht$/i;
/** Reply-To of mail that a forge or the robot that mails LLVM's lists for it made: of everybody. */
const OF_FORGE =
  /(?:@(?:[a-z]{1,20}\.)?github\.com|^llvmlistbot@llvm\.org)$|^(?:reply|reviews|incoming|notes)\+[^@]{8,200}@/i;
const IN_BODY = /^\s{0,20}From: "?([^<>"\n]{1,150}?)"? <([^<>\s]{1,300}@[^<>\s]{1,300})>[ \r]*(?:\n|$)/;

/**
 * Who wrote a mail whose From is that of a list or a relay, as lists write it for domains with a strict DMARC policy
 * and B4 Relay and GitGitGadget for those they send patches of: the address of X-Original-From or Reply-To, the From
 * line that git reads at the top of a patch, else the recipient of the same name. Some lists write the address into
 * their own, or say in X-Original-From alone that they rewrote it (Sympa). Only for an address that is the
 * list's or a relay's: anybody can name himself `Ann Lee via x`. Where nothing tells, he has an address of his
 * name alone; else all who write so would be one person. Of mail that GitHub made, also through a list, the login
 * tells; not where an address does: anybody can begin his mail as GitHub does. Services that write for many from one
 * address: service-sender.ts.
 */
export function relayedSender(from: Mailbox, clues: SenderClues): Mailbox {
  const { to, cc, original, rewritten, github, body } = clues;
  if (from.email.toLowerCase() === GITHUB) {
    const login = github !== null && LOGIN.test(github) ? github : githubLogin(body);
    return login === null ? from : { ...from, email: githubAddress(login) };
  }
  if (SOURCEHUT.test(from.email)) return sentBySourcehut(from, { to, original, body });
  const served = serviceSender(from);
  if (served !== null && findRobot(from) === null) return served;
  const via = VIA.exec(from.name.slice(0, NAME_MAX))?.[1];
  const own = from.email.toLowerCase();
  const recipients = [...to, ...cc];
  const inside = writtenIn(from.email, via !== undefined, recipients);
  if (inside !== null) return { name: via ?? from.name, email: inside };
  const isOfList = recipients.some(({ email }) => email.toLowerCase() === own);
  if (isOfList && rewritten !== null && rewritten.toLowerCase() !== own) {
    return { name: via ?? from.name.replace(ADDRESS_BEHIND, ''), email: rewritten };
  }
  if (via === undefined || !(isOfList || RELAYS.test(own))) return from;
  const name = via;
  const answered = answeredAt(own, original, to);
  const login = answered === undefined ? githubLogin(body) : null;
  if (login !== null) return { name, email: githubAddress(login) };
  const inBody = IN_BODY.exec(body);
  const found =
    answered ??
    (inBody !== null && isSame(inBody[1] ?? '', name) ? inBody[2] : undefined) ??
    recipients.find((one) => isSame(one.name, name) && one.email.toLowerCase() !== own)?.email;
  return { name, email: found ?? nameAddress(name, from.email) };
}

const NAME_MAX = 300;

/** The address that a list wrote into one at its own host, which the mail was sent to. */
function writtenIn(email: string, isVia: boolean, recipients: readonly Mailbox[]): string | null {
  const [, local, coded, domain, dmarc, host = ''] = WRITTEN_IN.exec(email) ?? [];
  if (local === undefined || (coded === undefined) !== (dmarc === undefined)) return null;
  if (!isVia && dmarc === undefined) return null;
  const home = host.toLowerCase();
  const isHome = (address: string): boolean => address.endsWith(`@${home}`) || address.endsWith(`.${home}`);
  return recipients.some((one) => isHome(one.email.toLowerCase())) ? `${local}@${domain}` : null;
}

/** The address of one person that answers go to. */
function answeredAt(own: string, original: readonly string[], to: SenderClues['to']): string | undefined {
  return original.find(
    (email) => email.toLowerCase() !== own && !isRecipientList(email, to) && !OF_FORGE.test(email),
  );
}

/** Not by the From line at the top of the patch, which may be of another's work: its name alone is taken from there. */
function sentBySourcehut(
  from: Mailbox,
  { to, original, body }: Pick<SenderClues, 'to' | 'original' | 'body'>,
): Mailbox {
  const [, inName = '', inEmail] = IN_BODY.exec(body) ?? [];
  const email = answeredAt(from.email.toLowerCase(), original, to);
  if (email === undefined) return from;
  const isInBody = email.toLowerCase() === inEmail?.toLowerCase();
  return { name: isInBody ? inName : from.name.replace(/^~/, ''), email };
}

function githubAddress(login: string): string {
  return `${login}@users.noreply.github.com`;
}

/** Mailman answers to the author and to the list, which is in To without a name of a person. */
function isRecipientList(email: string, to: readonly Mailbox[]): boolean {
  return to.some((one) => one.email.toLowerCase() === email.toLowerCase());
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** The addresses in a field, whatever names stand with them; as many as a Reply-To can sensibly hold. */
export function addressesIn(field: string): readonly string[] {
  const words = field.slice(0, FIELD_MAX).split(/[\s<>,;:"()]+/);
  return words.filter((word) => /^[^@]{1,200}@[^@]{1,200}$/.test(word)).slice(0, 10);
}

const FIELD_MAX = 2_000;

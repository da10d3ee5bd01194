import type { Mailbox } from '@/lib/mail/email.ts';

/**
 * How a trailer fits the person who sent it, by b4's rule: the address, else the whole name, else part of the name,
 * else not at all. `relayed` is a tag in the patch itself: its author says that it was given.
 */
export type TrailerMatch = 'address' | 'name' | 'name-part' | 'mismatch' | 'relayed';

/** How a trailer's `Name <address>` fits a sender. */
export function matchTrailer(value: string, sender: Mailbox): Exclude<TrailerMatch, 'relayed'> {
  const { name, email } = readPerson(value);
  if (email !== '' && isSameAddress(email, sender.email.toLowerCase())) return 'address';
  const theirs = namesOf(sender.name);
  const given = namesOf(name);
  if (given.length === 0 || theirs.length === 0) return 'mismatch';
  if (given.join(' ') === theirs.join(' ')) return 'name';
  const [few, many] = given.length <= theirs.length ? [given, theirs] : [theirs, given];
  return few.some((word) => word.length > 1) && few.every((word) => many.includes(word))
    ? 'name-part'
    : 'mismatch';
}

/**
 * Also `ann+list@example.org` and `ann@example.org`, and `ann@mail.example.org`, as b4 has it: extensions and one more
 * label of the host. That only takes a warning away; tags are counted by the address they say.
 */
function isSameAddress(a: string, b: string): boolean {
  const [local, host] = splitAddress(a);
  const [otherLocal, otherHost] = splitAddress(b);
  if (local === '' || local !== otherLocal) return a === b;
  const [short, long] = host.length <= otherHost.length ? [host, otherHost] : [otherHost, host];
  const isBelow = long.endsWith(`.${short}`) && !long.slice(0, -short.length - 1).includes('.');
  return short === long || (short.includes('.') && isBelow);
}

function splitAddress(address: string): readonly [string, string] {
  const at = address.lastIndexOf('@');
  return [address.slice(0, Math.max(at, 0)).replace(/\+.*$/s, ''), address.slice(at + 1)];
}

/** `Ann Example <ann@example.org> # note`. */
export function readPerson(value: string): { readonly name: string; readonly email: string } {
  const open = value.indexOf('<');
  const close = value.indexOf('>', open);
  if (open === -1 || close === -1) {
    const bare = /^\S+@\S+$/.test(value.trim());
    return bare ? { name: '', email: value.trim().toLowerCase() } : { name: value.trim(), email: '' };
  }
  const email = value
    .slice(open + 1, close)
    .trim()
    .toLowerCase();
  return { name: value.slice(0, open).trim().replace(/^"|"$/g, ''), email };
}

/** Words of a name, `Example, Ann` turned round. */
function namesOf(name: string): readonly string[] {
  const turned = name.replace(/^([^,]+),\s*(.+)$/, '$2 $1');
  return turned
    .toLowerCase()
    .split(/[\s."()]+/)
    .filter((word) => word !== '');
}

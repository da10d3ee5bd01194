import type { Mailbox } from '@/lib/mail/email.ts';

/**
 * Hosts whose lists lore.kernel.org archives; a list named in a mail says who keeps it, an archive here does not.
 * Other hosts of its own domain (`*.kernel.org`) belong to them.
 */
const LORE_HOSTS: ReadonlySet<string> = new Set([
  'kvack.org',
  'lists.denx.de',
  'lists.freedesktop.org',
  'lists.infradead.org',
  'lists.linux-foundation.org',
  'lists.linux.dev',
  'lists.ozlabs.org',
  'nongnu.org',
  'oss.sgi.com',
]);

/** Whether one of them is a list that lore carries, so that a mail to them can be read there under its Message-ID. */
export function isOnLore(recipients: readonly Pick<Mailbox, 'email'>[]): boolean {
  return recipients.some(({ email }) => {
    const host = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
    return host.endsWith('.kernel.org') || LORE_HOSTS.has(host);
  });
}

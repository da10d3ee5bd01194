import { encodeMessageId } from '@/lib/view/url.ts';

/**
 * The IRI of a mail (RFC 2392): the same on every host, so that a feed reader does not see everything again when Docket
 * moves. `part` is something in that mail or caused by it.
 */
export function mailIri(messageId: string, part: string | null = null): string {
  const mail = `mid:${encodeMessageId(messageId)}`;
  return part === null ? mail : `${mail}#${encodeURIComponent(part.toWellFormed())}`;
}

/** Of what people say here; its id is a UUID. */
export function uuidIri(id: string): string {
  return `urn:uuid:${id}`;
}

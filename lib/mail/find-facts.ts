import type { AttachedPatches } from '@/lib/mail/attached-patches.ts';
import { findChangeId } from '@/lib/mail/change-id.ts';
import { findCitations } from '@/lib/mail/citations.ts';
import { hasDiff } from '@/lib/mail/diff.ts';
import { hasDiffstat } from '@/lib/mail/diffstat.ts';
import type { Mailbox } from '@/lib/mail/email.ts';
import type { MessageFacts } from '@/lib/mail/facts.ts';
import { findPull } from '@/lib/mail/pull-request.ts';
import { findRobot } from '@/lib/mail/robots.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { findSignals } from '@/lib/mail/signals.ts';
import { parseTrailers } from '@/lib/mail/trailers.ts';

/**
 * All facts of one message, in time linear in its body. `patchIdOf` gives `git patch-id --stable` of a body with a
 * diff (40 hex digits, null when it has none): an argument, because reading patches is the business of lib/series.
 * `attached` are the patches beside a body without one, which Patchwork takes for patches as well; several have no one
 * patch-id.
 */
export function findFacts(
  message: { readonly from: Mailbox; readonly body: string; readonly attached: AttachedPatches | null },
  patchIdOf: (body: string) => string | null,
): MessageFacts {
  const { body, attached } = message;
  const segments = splitSegments(body);
  const single = attached?.count === 1 ? attached.text : null;
  const patch = hasDiff(body) ? body : single;
  const attachedVersion = attached?.version ?? null;
  return {
    hasDiff: patch !== null || attached !== null,
    hasDiffstat: hasDiffstat(body, segments),
    patchId: patch === null ? null : patchIdOf(patch),
    trailers: parseTrailers(body),
    changeId: findChangeId(body),
    citations: findCitations(body, segments),
    signals: findSignals(body, segments),
    pull: findPull(body),
    robot: findRobot(message.from),
    ...(attachedVersion === null ? {} : { attachedVersion }),
  };
}

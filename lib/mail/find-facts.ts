import { findCitations } from '@/lib/mail/citations/citations.ts';
import type { Mailbox } from '@/lib/mail/email.ts';
import type { MessageFacts } from '@/lib/mail/facts.ts';
import { parseSubject } from '@/lib/mail/fields/subject.ts';
import { closingVersion, mayCloseWithVersion } from '@/lib/mail/fields/title-version.ts';
import type { AttachedPatch, AttachedPatches } from '@/lib/mail/patches/attached-patches.ts';
import { findChangeId } from '@/lib/mail/patches/change-id.ts';
import { hasDiff } from '@/lib/mail/patches/diff.ts';
import { hasDiffstat } from '@/lib/mail/patches/diffstat.ts';
import { revertedTitles } from '@/lib/mail/patches/reverted-titles.ts';
import { splitSegments } from '@/lib/mail/segments.ts';
import { forgeChange, isClosedByForge, toldByForge } from '@/lib/mail/senders/forge-change.ts';
import { findRobot } from '@/lib/mail/senders/robots.ts';
import { findScript } from '@/lib/mail/senders/script-mail.ts';
import { findPull } from '@/lib/mail/signals/pull-request.ts';
import { asksSomething } from '@/lib/mail/signals/questions.ts';
import { findSignals } from '@/lib/mail/signals/signals.ts';
import { subjectMark } from '@/lib/mail/signals/subject-mark.ts';
import { findTreeNote, type Pulled } from '@/lib/mail/signals/tree-note.ts';
import { parseTrailers } from '@/lib/mail/trailers.ts';

/**
 * All facts of one message, in time linear in its body. `patchIdOf` gives `git patch-id --stable` of a body with a
 * diff (40 hex digits, null when it has none), `lastVersionIn` the latest version in its changelogs: arguments, because
 * reading patches and changelogs is the business of lib/series.
 * `attached` are the patches beside a body without one, which Patchwork takes for patches as well; several have a
 * patch-id each.
 */
export function findFacts(
  message: {
    readonly from: Mailbox;
    readonly subject: string;
    readonly body: string;
    readonly attached: AttachedPatches | null;
    readonly isFlowed: boolean;
  },
  patchIdOf: (body: string) => string | null,
  lastVersionIn: (body: string) => number | null,
): MessageFacts {
  const { subject, body, attached, isFlowed } = message;
  const segments = splitSegments(body);
  const isPatch = !isClosedByForge(body) && hasDiff(body);
  const patches = attached?.heads.map((head): AttachedPatch => {
    const text = attached.text.slice(head.start, head.end);
    return { ...head, patchId: patchIdOf(text), trailers: parseTrailers(text) };
  });
  const citations = findCitations(body, segments);
  const said = [...toldByForge(body), ...findSignals(body, segments)];
  const mark = subjectMark(subject, isPatch || attached !== null, said);
  const signals = mark === null ? said : [mark, ...said];
  const robot = findRobot(message.from) ?? findScript(body);
  const trailers = parseTrailers(body, message.from.email);
  const pulled = isPatch && robot === null ? pulledIn(message) : null;
  const note = findTreeNote(body, robot, { citations, signals, trailers, pulled });
  const changes = hasClosingVersion(subject) ? lastVersionIn(body) : null;
  const reverts = isPatch ? revertedTitles(body, trailers) : [];
  const facts: MessageFacts = {
    hasDiff: isPatch || attached !== null,
    hasDiffstat: hasDiffstat(body, segments),
    patchId: isPatch ? patchIdOf(body) : patches?.length === 1 ? (patches[0]?.patchId ?? null) : null,
    trailers,
    changeId: forgeChange(body) ?? findChangeId(body),
    citations,
    signals,
    pull: findPull(body),
    robot,
    ...(note === null ? {} : { note }),
    ...(changes === null ? {} : { changes }),
    ...(reverts.length === 0 ? {} : { reverts }),
    ...(asksSomething(body, segments) ? { asks: true } : {}),
  };
  if (patches === undefined && !(isFlowed && isPatch)) return facts;
  return {
    ...facts,
    ...(patches === undefined ? {} : { attached: patches }),
    ...(isFlowed && isPatch ? { flowed: true } : {}),
  };
}

function hasClosingVersion(subject: string): boolean {
  return mayCloseWithVersion(subject) && closingVersion(parseSubject(subject).name) !== null;
}

/** What a patch is called that is sent along with a pull request, and by whom; null for any other. */
function pulledIn({ subject, from }: { readonly subject: string; readonly from: Mailbox }): Pulled | null {
  if (!/pull/i.test(subject)) return null;
  const { pull, reply, name } = parseSubject(subject);
  return pull && !reply ? { title: name, sender: from.email.toLowerCase() } : null;
}

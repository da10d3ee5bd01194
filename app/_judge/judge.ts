import type { ReactElement } from 'react';
import { type JudgementBody, ON_TOP_MAX } from '@/app/_judge/fields.ts';
import type { PassedReader } from '@/lib/auth/guard.ts';
import { type Change, done, type Refused, refused } from '@/lib/auth/outcome.ts';
import { isAtLeast, roleOn } from '@/lib/auth/permission.ts';
import { localPath } from '@/lib/auth/same-origin.ts';
import {
  type Act,
  type Judgement,
  messageIdsOf,
  refsOf,
  type Seen,
  withRefs,
} from '@/lib/judge/judgement.ts';
import { allTargets, targetsOf } from '@/lib/judge/targets.ts';
import { findListsOfMessage } from '@/lib/store/judge/lists-of.ts';
import { loadJudgement, loadMessages } from '@/lib/store/judge/load-judgements.ts';
import { type NewJudgement, type Recorded, recordJudgement } from '@/lib/store/judge/record-judgement.ts';
import { seePlaces } from '@/lib/store/judge/see-places.ts';
import { settleJudgement } from '@/lib/store/judge/settle-judged.ts';
import { findPostings } from '@/lib/store/series/posting-of.ts';
import { loadHiddenLists, loadPrivateLists } from '@/lib/store/visibility.ts';
import { actFields, actText } from '@/lib/view/text/judgement-text.ts';

/** Of an id that somebody typed, in the words about it. */
const ID_SHOWN_MAX = 200;

/** Records what a maintainer says, or shows what came between. */
export async function judge(passed: PassedReader<JudgementBody>): Promise<Change<ReactElement> | Refused> {
  const { body, credential } = passed;
  const seen = await seePlaces(refsOf(body.act), 'kept');
  if (seen.some((one) => one === null)) return refuseWords();
  let act: Act<Seen> = withRefs(body.act, seen as readonly Seen[]);
  const undone = act.verb === 'undo' ? await loadJudgement(act.judgement) : null;
  if (act.verb === 'undo') {
    if (undone === null) return refuseMissing();
    act = { ...act, targets: allTargets(undone) };
  }
  const refusal = await refuseMessages(act, undone === null ? null : await saidAtFirst(undone), passed);
  if (refusal !== null) return refusal;
  const { id, onTop, reason, effectiveAt, suggestedBy } = body;
  const fresh = { id, onTop, reason, effectiveAt, suggestedBy, act, author: credential.reader.email };
  // Asked here: in the transaction it would wait for a connection while it holds one.
  const hidden = await loadHiddenLists();
  return (write) => recordJudgement(write, fresh, hidden).then((recorded) => answer(recorded, fresh, body));
}

/** What was said in the end when undoings were undone. Of a log that goes round (no page makes one) any part of it. */
async function saidAtFirst(undone: Judgement): Promise<Judgement> {
  const seen = new Set<string>();
  let said = undone;
  while (said.act.verb === 'undo' && !seen.has(said.id)) {
    seen.add(said.id);
    said = (await loadJudgement(said.act.judgement)) ?? said;
  }
  return said;
}

/** Everything a judgement names is seen by its author, and what it joins is the author's to judge. */
async function refuseMessages(
  act: Act<Seen>,
  undone: Judgement | null,
  { credential, body }: PassedReader<JudgementBody>,
): Promise<Refused | null> {
  const ids = messageIdsOf((undone ?? { act }).act);
  const cited = body.suggestedBy === null ? [] : [body.suggestedBy.messageId];
  // Its words were found, so their messages are seen. An undo is of what its author sees; what it names may be gone.
  const seen = new Set<string>(refsOf(act).map(({ anchor }) => anchor.messageId));
  const others = undone === null ? [...ids, ...cited].filter((id) => !seen.has(id)) : [];
  const here = await loadMessages(others);
  const gone = others.find((id) => !here.has(id));
  if (gone !== undefined) return refuseMessage(gone);
  if (undone === null && act.verb === 'chain') {
    const refusal = await refusePostings(act);
    if (refusal !== null) return refusal;
  }
  const joins = ['merge-options', 'merge-designs', 'chain', 'cut'].includes((undone?.act ?? act).verb);
  if (!joins) return null;
  const privateLists = await loadPrivateLists();
  for (const id of ids) {
    const roles = (await findListsOfMessage(id)).map((list) => roleOn(credential.reader, list, privateLists));
    if (roles.some((role) => isAtLeast(role, 'maintainer'))) continue;
    return refused(
      403,
      'FORBIDDEN',
      'This needs the role maintainer on the lists of both.',
      'Ask an admin of this Docket.',
    );
  }
  return null;
}

/** A version and the one before it are two postings: anything else would be recorded and change nothing. */
async function refusePostings(act: {
  readonly earlier: string;
  readonly later: string;
}): Promise<Refused | null> {
  const postings = await findPostings([act.earlier, act.later]);
  const [earlier, later] = [postings.get(act.earlier), postings.get(act.later)];
  if (earlier === undefined || later === undefined) {
    const id = earlier === undefined ? act.earlier : act.later;
    const message = `${id.slice(0, ID_SHOWN_MAX)} is no cover or patch of a series.`;
    return refused(
      400,
      'NO_SERIES',
      message,
      'Give the Message-ID of its cover letter or of one of its patches.',
    );
  }
  if ([...earlier].every((id) => !later.has(id))) return null;
  const remedy = 'Give the Message-ID of another version.';
  return refused(400, 'SAME_SERIES', 'Both are of the same version.', remedy);
}

function answer(
  recorded: Recorded,
  fresh: NewJudgement,
  body: JudgementBody,
): ReturnType<typeof done> | Refused {
  switch (recorded.kind) {
    case 'recorded':
    case 'known': {
      const [target = null] = targetsOf(fresh.act);
      const detail = { id: fresh.id, verb: fresh.act.verb, again: recorded.kind === 'known' };
      return done(
        localPath(body.back),
        { target, detail },
        { value: { id: fresh.id, recordedAt: recorded.at }, finish: () => settleJudgement(fresh.id) },
      );
    }
    case 'gone':
      return refuseMissing();
    case 'id-taken':
      return refused(409, 'ID_TAKEN', 'Something else was said under this id.', 'Send it with a new id.');
    case 'conflict':
      return refuseSecond(recorded, body);
  }
}

function refuseSecond(
  { conflicts, missed }: Extract<Recorded, { readonly kind: 'conflict' }>,
  body: JudgementBody,
): Refused {
  const again = fieldsOf(body, conflicts);
  const theirs = missed.map(({ id, author, recordedAt, act, reason }) => ({
    id,
    author,
    at: recordedAt,
    text: actText(act),
    reason,
  }));
  return refused(
    409,
    'CONFLICT',
    `${theirs.at(-1)?.author ?? 'Somebody'} judged this meanwhile.`,
    'Look at it, then keep it, or save yours all the same.',
    { value: { conflicts, again }, meanwhile: { about: aboutOf(conflicts), theirs, again } },
  );
}

/** The item that both spoke of; null for what has no title, as a design, a person or a judgement. */
function aboutOf(conflicts: readonly Judgement[]): string | null {
  const [item] = conflicts.flatMap(({ act }) => refsOf(act));
  return item === undefined ? null : `the ${item.kind} “${item.title}”`;
}

/** The same form once more, by somebody who has seen what came between. */
function fieldsOf(body: JudgementBody, conflicts: readonly Judgement[]): Readonly<Record<string, string>> {
  const { id, onTop, reason, effectiveAt, suggestedBy, back, act } = body;
  return {
    ...actFields(act),
    id,
    onTop: [...onTop, ...conflicts.map((one) => one.id)].slice(-ON_TOP_MAX).join(' '),
    ...(reason === null ? {} : { reason }),
    ...(effectiveAt === null ? {} : { since: new Date(effectiveAt).toISOString() }),
    ...(suggestedBy === null
      ? {}
      : { suggestedBy: suggestedBy.messageId, suggestedAt: String(suggestedBy.start) }),
    ...(back === null ? {} : { back }),
  };
}

function refuseWords(): Refused {
  return refused(
    404,
    'NO_SUCH_WORDS',
    'These words are not in the archive.',
    'Reload the page and mark them again.',
  );
}

function refuseMessage(id: string): Refused {
  const message = `There is no message ${id.slice(0, ID_SHOWN_MAX)} here.`;
  return refused(404, 'NOT_FOUND', message, 'Correct the Message-ID, or ingest the thread it is in first.');
}

function refuseMissing(): Refused {
  return refused(404, 'NOT_FOUND', 'There is no such thing here.', 'Reload the page it came from.');
}

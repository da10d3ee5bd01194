import type { ReactElement } from 'react';
import { Changes } from '@/app/_design/changes.tsx';
import { EvidenceSection } from '@/app/_design/evidence.tsx';
import { ExportLinks } from '@/app/_design/export-links.tsx';
import { DesignHead } from '@/app/_design/head.tsx';
import { HowToRead } from '@/app/_design/how-to-read.tsx';
import { ItemLine } from '@/app/_design/item-line.tsx';
import { KeyForm } from '@/app/_design/judge-item.tsx';
import type { DesignModel } from '@/app/_design/model.ts';
import {
  Actions,
  Decisions,
  Options,
  OtherObjections,
  Questions,
  Rebuttals,
} from '@/app/_design/sections.tsx';
import { TimeStrip } from '@/app/_design/time-strip.tsx';
import { Timeline } from '@/app/_design/timeline.tsx';
import { JoinForms } from '@/app/_judge/join-forms.tsx';
import { SuggestionSection } from '@/app/_judge/suggestions-page.tsx';
import { UnresolvedList } from '@/app/_judge/unresolved-list.tsx';
import { Frame } from '@/app/_ui/frame.tsx';
import { formatCount } from '@/lib/view/count.ts';
import { shownName } from '@/lib/view/subject.ts';
import { formatTime } from '@/lib/view/time.ts';
import { designFeedPath, inboxPath, threadPath } from '@/lib/view/url.ts';

/** The state of a design: who stands where on what, what blocks it, what was asked, promised and settled. */
export function DesignView({
  model,
  mark,
}: {
  readonly model: DesignModel;
  /** See `loadLiveMark`. */
  readonly mark: string;
}): ReactElement {
  const { state, at, inbox } = model;
  const up = `${inboxPath(inbox)}?show=designs`;
  return (
    <Frame
      title={`${shownName(state.name)} (design${at === null ? '' : ` as of ${formatTime(at)}`})`}
      crumbs={[
        { text: inbox, href: inboxPath(inbox) },
        { text: 'designs', href: up },
        { text: 'design', href: null },
      ]}
      up={up}
      feed={designFeedPath(state.id)}
      wide={true}
    >
      <div className="design" data-live={state.id} data-mark={mark}>
        <DesignHead model={model} />
        <Failure model={model} />
        <HowToRead hasEvidence={model.evidence.rows.length > 0} />
        <TimeStrip model={model} />
        <Changes model={model} />
        <Options model={model} />
        <EvidenceSection model={model} />
        <OtherObjections model={model} />
        <Rebuttals model={model} />
        <Questions model={model} />
        <Actions model={model} />
        <Decisions model={model} />
        <Timeline model={model} />
        <SuggestionSection suggestions={model.judging.suggestions} inbox={inbox} back={model.judging.back} />
        <Rejected model={model} />
        {model.judging.mayJudge ? <JoinForms design={state.id} {...model.judging} /> : null}
        <KeyForm judging={model.judging} />
        <p className="facts foot">
          <span>{formatCount(model.messageCount, 'message', 'messages')}</span>
          <a href={threadPath(inbox, state.id)}>first thread</a>
          <ExportLinks id={state.id} at={at} />
          {model.messagesLeft === 0 ? null : (
            <span>{model.messagesLeft} more were not read for states and stances</span>
          )}
        </p>
      </div>
    </Frame>
  );
}

/** Nothing was found here because nothing could be read: a defect of ours, which must not look like silence. */
function Failure({ model }: { readonly model: DesignModel }): ReactElement | null {
  if (!model.isFailed) return null;
  return (
    <p className="note" role="status">
      What was said here could not be extracted, so nothing is listed below; the mails are all there. This is
      a defect of Docket: please report it to whoever runs this archive, with the Message-ID {model.state.id}.{' '}
      <code>docket doctor</code> has the error. It is tried again when a mail is added, and after an update.
    </p>
  );
}

/** What people said is none: out of the counts, never gone. */
function Rejected({ model }: { readonly model: DesignModel }): ReactElement | null {
  const { rejected, unresolved } = model.judging;
  if (rejected.length === 0 && unresolved.length === 0) return null;
  return (
    <details className="more">
      <summary>
        {[
          ...(rejected.length === 0 ? [] : [`${rejected.length} rejected by people`]),
          ...(unresolved.length === 0
            ? []
            : [`${formatCount(unresolved.length, 'judgement', 'judgements')} with nothing to hold on to`]),
        ].join(', ')}
      </summary>
      <ul className="plain items">
        {rejected.map((item) => (
          <ItemLine key={item.id} model={model} item={item} label={item.kind} isHome={true} />
        ))}
      </ul>
      <UnresolvedList unresolved={unresolved} names={model.judging.names} back={model.judging.back} />
    </details>
  );
}

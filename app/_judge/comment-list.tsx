import { randomUUID } from 'node:crypto';
import type { ReactElement } from 'react';
import { newComment } from '@/app/_judge/come-back.ts';
import { SaidBy } from '@/app/_judge/said-by.tsx';
import { Say } from '@/app/_judge/say.tsx';
import type { ShownComment } from '@/app/_judge/shown-comments.ts';
import { When } from '@/app/_ui/when.tsx';
import type { CommentSubject } from '@/lib/judge/comment.ts';
import { seenId } from '@/lib/judge/judgement.ts';
import { isOwn } from '@/lib/store/reader.ts';
import { commentAnchor } from '@/lib/view/url.ts';

/** What the present reader may do with comments. */
export type MayComment = {
  readonly comment: boolean;
  readonly moderate: boolean;
};

type Props = {
  readonly comments: readonly ShownComment[];
  readonly may: MayComment;
  readonly back: string;
  /** Within a row that the keys stop at already. */
  readonly isNested?: boolean;
  /** The message whose reply drafts it offers; null for none. */
  readonly message: string | null;
  /** Where the words stand that a comment is beside; null where the page is that place. */
  readonly placeOf: (
    subject: CommentSubject,
  ) => { readonly text: string; readonly href: string | null } | null;
};

/** Comments in their order, each with what may be done: answer, change, settle, hide, reply by mail. */
export function CommentList({ comments, may, back, isNested, message, placeOf }: Props): ReactElement {
  return (
    <ul className="plain comments">
      {comments.map((comment) => (
        <li
          key={comment.id}
          id={commentAnchor(comment.id)}
          className="comment"
          data-stop={isNested ? undefined : ''}
        >
          <Head comment={comment} place={placeOf(comment.subject)} />
          {comment.html === '' ? null : (
            // biome-ignore lint/security/noDangerouslySetInnerHtml: markdownHtml escapes every character of the text
            <div dangerouslySetInnerHTML={{ __html: comment.html }} />
          )}
          <Actions comment={comment} may={may} message={message} page={back} />
        </li>
      ))}
    </ul>
  );
}

function Head(props: {
  readonly comment: ShownComment;
  readonly place: ReturnType<Props['placeOf']>;
}): ReactElement {
  const { comment, place } = props;
  const { author, names, at, editedAt, resolved, hidden, answers } = comment;
  return (
    <p className="note">
      <SaidBy address={author} names={names} /> <When at={at} />
      {answers === null ? null : (
        <>
          {' '}
          <a href={`#${commentAnchor(answers)}`}>answers</a>
        </>
      )}
      {place === null ? null : place.href === null ? (
        ` on “${place.text}”`
      ) : (
        <>
          {' on '}
          <a href={place.href} data-open="">
            “{place.text}”
          </a>
        </>
      )}
      {editedAt === null ? null : (
        <>
          , changed <When at={editedAt} />
        </>
      )}
      {resolved === null ? null : (
        <>
          , ● settled by <SaidBy address={resolved.by} names={names} />
        </>
      )}
      {hidden === null ? null : (
        <>
          , ✕ hidden by <SaidBy address={hidden.by} names={names} />: {hidden.reason}
        </>
      )}
    </p>
  );
}

function Actions(props: {
  readonly comment: ShownComment;
  readonly may: MayComment;
  readonly message: string | null;
  /** Without a fragment. */
  readonly page: string;
}): ReactElement | null {
  const { comment, may, message, page } = props;
  const { id, head, resolved, hidden, subject, text, author } = comment;
  const reply =
    message === null ? null : (
      <a href={`${message}reply?comment=${id}`} rel="nofollow" title="As a draft of a reply">
        as a reply
      </a>
    );
  if (!may.comment) return reply === null ? null : <div className="answer">{reply}</div>;
  const back = `${page}#${commentAnchor(id)}`;
  const entry = (): Record<string, string> => ({ id: randomUUID(), comment: id, onTop: head, back });
  return (
    <div className="answer">
      <Say
        to="/api/comments/resolve"
        fields={{ ...entry(), resolved: resolved === null ? 'yes' : 'no' }}
        submit={resolved === null ? 'it is settled' : 'open it again'}
      />
      <details>
        <summary>answer</summary>
        <Say
          to="/api/comments"
          fields={newComment(back, { ...placeFields(subject), answers: id })}
          submit="answer"
        >
          <textarea name="text" rows={4} required={true} aria-label="Answer" defaultValue={quoted(text)} />
        </Say>
      </details>
      {isOwn(author) ? (
        <details>
          <summary>change</summary>
          <Say to="/api/comments/edit" fields={entry()} submit="change">
            <textarea name="text" rows={4} required={true} aria-label="Text" defaultValue={text} />
          </Say>
        </details>
      ) : null}
      {may.moderate ? <Moderate isHidden={hidden !== null} fields={entry()} /> : null}
      {reply}
    </div>
  );
}

function Moderate(props: {
  readonly isHidden: boolean;
  readonly fields: Readonly<Record<string, string>>;
}): ReactElement {
  const verb = props.isHidden ? 'show again' : 'hide';
  return (
    <details>
      <summary>{verb}</summary>
      <Say
        to="/api/comments/moderate"
        fields={{ ...props.fields, hidden: props.isHidden ? 'no' : 'yes' }}
        submit={verb}
      >
        <label>
          reason <input name="reason" maxLength={2000} required={true} />
        </label>
      </Say>
    </details>
  );
}

function quoted(text: string): string {
  return text === '' ? '' : `${text.replace(/^/gm, '> ')}\n\n`;
}

/** The fields that say where a comment beside the same stands. */
function placeFields(subject: CommentSubject): Record<string, string> {
  const common = { about: subject.kind };
  switch (subject.kind) {
    case 'words': {
      const { messageId, start, end } = subject.anchor;
      return { ...common, message: messageId, start: String(start), end: String(end) };
    }
    case 'step':
      return { ...common, run: subject.run, step: String(subject.step) };
    case 'evidence':
      return {
        ...common,
        item: seenId(subject.item),
        scenario: subject.scenario,
        strategy: subject.strategy,
      };
    default:
      return { ...common, item: seenId(subject.item) };
  }
}

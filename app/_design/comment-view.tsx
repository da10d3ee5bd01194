import { randomUUID } from 'node:crypto';
import type { ReactElement } from 'react';
import { Say } from '@/app/_judge/say.tsx';
import { When } from '@/app/_ui/when.tsx';
import type { Comment } from '@/lib/judge/comment.ts';
import { isOwn } from '@/lib/store/reader.ts';
import { markdownHtml } from '@/lib/view/markdown.ts';

type Props = {
  readonly comment: Comment;
  /** The address of the message it speaks of. */
  readonly message: string;
  /** Where its forms come back to; null: the reader may say nothing here. */
  readonly back: string | null;
};

/** A comment beside an item, with what its author and others may do to it. */
export function CommentView({ comment, message, back }: Props): ReactElement {
  return (
    <div className="comment">
      <p className="note">
        {comment.author} <When at={comment.at} />
        {comment.editedAt === null ? '' : ', edited'}
        {comment.resolved === null ? '' : `, settled by ${comment.resolved.by}`}{' '}
        <a href={`${message}reply?comment=${comment.id}`} rel="nofollow" title="As a draft of a reply">
          as a reply
        </a>
      </p>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: markdownHtml escapes every character of the text */}
      <div dangerouslySetInnerHTML={{ __html: markdownHtml(comment.text) }} />
      {back === null ? null : <CommentForms comment={comment} back={back} />}
    </div>
  );
}

function CommentForms({ comment, back }: { readonly comment: Comment; readonly back: string }): ReactElement {
  const fields = { comment: comment.id, onTop: comment.head, back };
  const settled = comment.resolved !== null;
  return (
    <div className="comment-forms">
      {isOwn(comment.author) ? (
        <details>
          <summary>edit</summary>
          <Say to="/api/comments/edit" fields={{ id: randomUUID(), ...fields }} submit="save">
            <label>
              comment
              <textarea name="text" rows={3} required={true} defaultValue={comment.text} />
            </label>
          </Say>
        </details>
      ) : null}
      <Say
        to="/api/comments/resolve"
        fields={{ id: randomUUID(), ...fields, resolved: settled ? 'no' : 'yes' }}
        submit={settled ? 'open it again' : 'it is settled'}
      />
    </div>
  );
}

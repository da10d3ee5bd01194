import { randomUUID } from 'node:crypto';
import type { ReactElement } from 'react';
import { newComment } from '@/app/_judge/come-back.ts';
import { CommentList, type MayComment } from '@/app/_judge/comment-list.tsx';
import { mayOn } from '@/app/_judge/may.ts';
import { Say } from '@/app/_judge/say.tsx';
import { type ShownComment, shownComments } from '@/app/_judge/shown-comments.ts';
import { ITEM_KINDS } from '@/lib/design/item.ts';
import { TITLE_MAX } from '@/lib/design/titles/shorten.ts';
import type { CommentSubject } from '@/lib/judge/comment.ts';
import { loadCommentsOn } from '@/lib/store/judge/comment-rows.ts';
import { shortenLine } from '@/lib/view/text/shorten-line.ts';

/** What was said beside a message, and what the present reader may say of it. */
export type SaidAbout = {
  readonly comments: readonly ShownComment[];
  readonly may: MayComment;
  readonly messageId: string;
  /** The words that were selected (`?words=120-180`); null for none. */
  readonly words: { readonly start: number; readonly end: number; readonly text: string } | null;
};

export async function loadSaidAbout(
  messageId: string,
  lists: readonly string[],
  words: SaidAbout['words'],
): Promise<SaidAbout> {
  const comments = await shownComments(await loadCommentsOn([messageId], null));
  const [mayComment, mayJudge] = await Promise.all([mayOn('commenter'), mayOn('maintainer')]);
  const may = { comment: mayComment(lists), moderate: mayJudge(lists) };
  return { comments, may, messageId, words };
}

type Props = { readonly said: SaidAbout; readonly back: string };

/** The comments beside a message, and forms for the words that were selected in it. */
export function SaidSection({ said, back }: Props): ReactElement | null {
  const { comments, may } = said;
  if (comments.length === 0 && !may.comment) return null;
  const placeOf = (subject: CommentSubject): { text: string; href: string } | null => {
    if (subject.kind === 'step') return null;
    const { exact, start, end } = subject.kind === 'words' ? subject.anchor : subject.item.anchor;
    return { text: shortenLine(exact, 72), href: `${back}?words=${start}-${end}#words` };
  };
  return (
    <section aria-labelledby="comments">
      <h2 id="comments">Comments</h2>
      <CommentList comments={comments} may={may} back={back} message={back} placeOf={placeOf} />
      {may.comment ? <OnWords said={said} back={back} /> : null}
    </section>
  );
}

function OnWords({ said, back }: Props): ReactElement {
  const { messageId, words, may } = said;
  if (words === null) {
    return (
      <p className="note scripted">
        Select words of the mail, then{' '}
        <button type="button" data-key="c">
          comment on them <kbd>c</kbd>
        </button>
        {may.moderate ? ' or make them an item' : ''}.
      </p>
    );
  }
  const { start, end, text } = words;
  const place = { message: messageId, start: String(start), end: String(end) };
  return (
    <div className="on-words">
      <blockquote>{text}</blockquote>
      <Say to="/api/comments" fields={newComment(back, { about: 'words', ...place })} submit="comment">
        <textarea name="text" rows={4} required={true} aria-label="Comment on these words" />
      </Say>
      {may.moderate ? (
        <details>
          <summary>these words are an item</summary>
          {ITEM_KINDS.map((kind) => (
            <Say
              key={kind}
              fields={{
                id: randomUUID(),
                verb: 'add',
                onTop: '',
                back: `${back}#comments`,
                item: `${messageId}#${kind}-${start}-${end}`,
              }}
              submit={`it is ${/^[aeo]/.test(kind) ? 'an' : 'a'} ${kind}`}
            >
              <label>
                title <input name="title" maxLength={160} defaultValue={titleOf(text)} size={40} />
              </label>
            </Say>
          ))}
        </details>
      ) : null}
    </div>
  );
}

function titleOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, TITLE_MAX).toWellFormed();
}

import { randomUUID } from 'node:crypto';
import type { ReactElement } from 'react';
import { Say } from '@/app/_judge/say.tsx';

type Props = {
  readonly design: string;
  readonly threadIds: readonly string[];
  /** Whether the reader maintains every public list: people are on all of them. */
  readonly mayJudgePeople: boolean;
  readonly back: string;
};

/** To join and part what the reader of mails took for one design, or one person. */
export function JoinForms({ design, threadIds, mayJudgePeople, back }: Props): ReactElement {
  const form = (verb: string): Record<string, string> => ({ verb, id: randomUUID(), onTop: '', back });
  return (
    <details className="more">
      <summary>join or part designs{mayJudgePeople ? ' and people' : ''}</summary>
      <div className="on-words">
        <Say fields={{ ...form('merge-designs'), design }} submit="join">
          <label>
            it is one design with that of (Message-ID or address){' '}
            <input name="with" required={true} maxLength={998} />
          </label>
        </Say>
        {threadIds.length < 2
          ? null
          : threadIds.map((thread) => (
              <Say
                key={thread}
                fields={{ ...form('split-design'), thread }}
                submit="it is a design of its own"
              >
                <code>{thread}</code>
              </Say>
            ))}
        {mayJudgePeople ? (
          <>
            <Say fields={form('merge-people')} submit="are one person">
              <label>
                address <input name="address" type="email" required={true} maxLength={254} />
              </label>
              <label>
                and <input name="with" type="email" required={true} maxLength={254} />
              </label>
            </Say>
            <Say fields={form('split-person')} submit="is a person of its own">
              <label>
                address <input name="address" type="email" required={true} maxLength={254} />
              </label>
            </Say>
          </>
        ) : null}
      </div>
    </details>
  );
}

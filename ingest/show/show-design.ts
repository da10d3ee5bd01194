import type { Sql } from 'postgres';
import { AppError } from '@/lib/base/app-error.ts';
import { stateOf } from '@/lib/design/state.ts';
import { withPostingNames } from '@/lib/judge/option-name.ts';
import { extractDesignOf } from '@/lib/store/derive/designs.ts';
import { designText } from '@/lib/view/text/design-text.ts';

type Wanted = {
  readonly at: number | null;
  readonly all: boolean;
  readonly ids: boolean;
  readonly json: boolean;
};

/**
 * The state of the design that a message belongs to, at `at` (epoch milliseconds, null: the end of the archive), as
 * text for a terminal or as JSON, without what people judged; null when the archive has no such message.
 */
export async function showDesign(
  sql: Sql,
  messageId: string,
  { at, all, ids, json }: Wanted,
): Promise<string | null> {
  const found = await extractDesignOf(sql, messageId, at);
  if (found === null) return null;
  const { failure } = found.extracted;
  if (failure !== null) {
    throw new AppError(
      'UNSUPPORTED',
      `What was said in this design could not be extracted: ${failure}`,
      'A defect of Docket: report it with this message and the Message-ID. The mails are all there.',
    );
  }
  // As it was read from mail: nobody gave a title here.
  const state = withPostingNames(stateOf(found.extracted, found.series), new Map());
  // Ages are told as of the last word, so that an archive read years later says the same.
  return json ? `${JSON.stringify(state, null, 2)}\n` : designText(state, at ?? state.lastAt, { all, ids });
}

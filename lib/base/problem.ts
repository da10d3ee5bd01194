/**
 * An oddity found in outside data. Odd input is data: a problem is returned beside the value, stored and
 * counted, and the import goes on.
 */
export type Problem = {
  readonly code: ProblemCode;
  /** Message id, or a place in the source such as `byte 1024` or `commit 1f2e…`. */
  readonly where: string;
  /** One sentence that names the cause. */
  readonly detail: string;
};

/** Closed list: each code is explained in docs/mail.md, and a test demands that it is. */
export type ProblemCode =
  | 'address-unreadable'
  | 'body-truncated'
  | 'charset-unknown'
  | 'date-missing'
  | 'date-unreadable'
  | 'encoding-damaged'
  | 'header-too-large'
  | 'html-unreadable'
  | 'message-empty'
  | 'message-id-missing'
  | 'message-id-repeated'
  | 'message-id-too-long'
  | 'message-id-reused'
  | 'message-too-large'
  | 'nul-replaced'
  | 'parse-failed'
  | 'parse-timeout'
  | 'parts-too-many'
  | 'reconstructed-copy'
  | 'references-truncated'
  | 'source-damaged'
  | 'source-replaced'
  | 'source-rewritten'
  | 'source-unfinished'
  | 'source-unreadable'
  | 'surrogate-replaced';

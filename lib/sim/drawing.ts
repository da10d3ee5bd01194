/** A state as a table, as any domain draws it; the page knows nothing but this. */
export type Drawing = {
  /** What is drawn, for who cannot see it: `The file after this step`. */
  readonly label: string;
  /** Of each column behind the labels, in percent of the width; null: as its content asks for. */
  readonly shares: readonly (number | null)[];
  /** The last column ends where something ends that is marked behind it. */
  readonly isClosed: boolean;
  readonly rows: readonly DrawingRow[];
  readonly facts: readonly Fact[];
};

export type DrawingRow = {
  readonly label: string;
  /** `heads` name the columns, `spans` stretch over some of them, `values` are one each. */
  readonly kind: 'heads' | 'spans' | 'values' | 'plain';
  readonly cells: readonly DrawingCell[];
};

export type DrawingCell = {
  /** Unlike in one row. */
  readonly key: string;
  readonly columns: number;
  readonly text: string;
  readonly changed: boolean;
  /** Words of app/_assets/check.css, such as `wrong`, `absent`, `old`. */
  readonly tones: readonly string[];
  /** Null: nothing to say in a tooltip. */
  readonly title: string | null;
  /** What stands behind the text: a mark with its meaning. */
  readonly mark: { readonly text: string; readonly title: string; readonly tone: string | null } | null;
};

/** `changed`: by the step that is drawn. */
export type Fact = { readonly label: string; readonly text: string; readonly changed: boolean };

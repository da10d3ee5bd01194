import { type CopyBuffer, type CopyValues, writeBytes, writeValue } from '@/lib/store/keep/copy-value.ts';

/**
 * The columns of a table by name, in the order in which they are sent. A list of names stands for columns whose fields
 * `writeFields` wrote before, one behind the other: in a row they are one value.
 */
export type Columns = Readonly<Record<string, keyof CopyValues | readonly string[]>>;

/** A value for each column, by its name: two lists in one order would store a mistake in the wrong column silently. */
export type RowOf<Table extends Columns> = {
  readonly [Name in keyof Table]: Table[Name] extends keyof CopyValues
    ? CopyValues[Table[Name]] | null
    : Uint8Array;
};

/** The names of the columns, in the order in which `writeFields` writes them. */
export function columnNames(columns: Columns): readonly string[] {
  return Object.entries(columns).flatMap(([name, type]) => (typeof type === 'string' ? [name] : type));
}

/** Writes the fields of a row, one behind the other. */
export function writeFields<Table extends Columns>(out: CopyBuffer, columns: Table, row: RowOf<Table>): void {
  for (const name in columns) {
    const type: Columns[string] = columns[name] as Table[typeof name];
    if (typeof type === 'string') writeValue(out, type, row[name]);
    else writeBytes(out, row[name] as Uint8Array);
  }
}

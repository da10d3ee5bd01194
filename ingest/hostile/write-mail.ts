/** Header fields by name; an array repeats a field, null leaves one out that is there by default. */
export type Fields = Readonly<Record<string, string | Uint8Array | readonly string[] | null>>;

/** A message with id, date, sender and subject of its own, changed by `fields`. Bytes go out as they are given. */
export function writeMail(
  name: string,
  fields: Fields,
  body: string | Uint8Array = `body of ${name}\n`,
): Buffer {
  const all: Fields = {
    From: 'Eve <eve@hostile.example>',
    To: 'hostile@docket.example',
    Subject: `hostile ${name}`,
    'Message-ID': `<${name}@hostile.example>`,
    Date: 'Thu, 18 Jul 2024 10:00:00 +0000',
    'List-Id': '<hostile.docket.example>',
    ...fields,
  };
  const lines = Object.entries(all).flatMap(([field, value]): readonly Uint8Array[] => {
    if (value === null) return [];
    const values = Array.isArray(value) ? (value as readonly string[]) : [value as string | Uint8Array];
    return values.map((one) =>
      Buffer.concat([Buffer.from(`${field}: `), Buffer.from(one as string), Buffer.from('\n')]),
    );
  });
  return Buffer.concat([...lines, Buffer.from('\n'), Buffer.from(body as string)]);
}

/** `count` pieces that differ: what is equal everywhere packs well and hides limits of size. */
export function numbered(count: number, piece: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => piece(n)).join('');
}

/** What the structure of a message needs from a Content-Type field (RFC 2045 5.1). */
export type ContentType = {
  /** `type/subtype` in lower case; `text/plain` when the field is missing or is no type at all (RFC 2045 5.2). */
  readonly type: string;
  readonly charset: string | null;
  readonly boundary: string | null;
  /** `format=flowed` (RFC 3676). */
  readonly isFlowed: boolean;
};

/** RFC 2046 5.1.1 allows 70 characters; what others write is longer, but not without end. */
const BOUNDARY_LENGTH_MAX = 2_048;
const VALUE_LENGTH_MAX = 16_384;

/** Reads the value of a Content-Type field; null stands for a missing field. Never fails. */
export function parseContentType(value: string | null): ContentType {
  const { word, parameters } = parseParameters(value ?? '');
  const type = /^[^\s/]+\/[^\s/]+$/.test(word) ? word : 'text/plain';
  const boundary = parameters.get('boundary')?.trimEnd() ?? '';
  const usable = boundary !== '' && boundary.length <= BOUNDARY_LENGTH_MAX && /^[ -~]+$/.test(boundary);
  const isFlowed = parameters.get('format')?.trim().toLowerCase() === 'flowed';
  return {
    type,
    charset: parameters.get('charset')?.trim() || null,
    boundary: usable ? boundary : null,
    isFlowed,
  };
}

/** First word of a structured field such as Content-Disposition or Content-Transfer-Encoding, in lower case. */
export function firstWord(value: string | null): string {
  return parseParameters(value ?? '').word;
}

/** Name of the file a part is, from Content-Disposition, else Content-Type; empty when neither has one. */
export function findFileName(contentType: string | null, disposition: string | null): string {
  const named = (value: string | null, parameter: string): string | undefined =>
    value !== null && /name/i.test(value) ? parseParameters(value).parameters.get(parameter) : undefined;
  return (named(disposition, 'filename') ?? named(contentType, 'name') ?? '').trim();
}

type Structured = { readonly word: string; readonly parameters: ReadonlyMap<string, string> };

function parseParameters(value: string): Structured {
  const [first = '', ...rest] = splitAtSemicolons(value.slice(0, VALUE_LENGTH_MAX));
  const pieces = new Map<string, string[]>();
  for (const item of rest) {
    const equals = item.indexOf('=');
    if (equals === -1) continue;
    // RFC 2231 3 and 4: `boundary*0=a; boundary*1=b` is one value, `charset*=us-ascii'en'utf-8` is one in another form.
    const field = /^([^*]*)(?:\*(\d{1,3}))?(\*)?$/.exec(item.slice(0, equals).trim().toLowerCase());
    const [, name, section = '0', isExtended] = field ?? [];
    if (name === undefined) continue;
    const text = item.slice(equals + 1).trim();
    const found = pieces.get(name) ?? [];
    found[Number(section)] ??= isExtended === undefined ? text : extendedValue(text);
    pieces.set(name, found);
  }
  const parameters = new Map([...pieces].map(([name, found]) => [name, found.join('')]));
  return { word: first.trim().toLowerCase(), parameters };
}

/** Without its charset and language, and with its percent signs read where they are printable UTF-8. */
function extendedValue(text: string): string {
  const value = text.replace(/^[\w-]{0,40}'[\w-]{0,40}'/, '');
  try {
    const read = decodeURIComponent(value);
    return /\p{Cc}/u.test(read) ? value : read;
  } catch {
    return value;
  }
}

/** Splits at `;` outside quoted strings; quotes are undone, comments dropped. One pass, no backtracking. */
function splitAtSemicolons(value: string): string[] {
  const items: string[] = [];
  let item = '';
  let inQuotes = false;
  let commentDepth = 0;
  for (let at = 0; at < value.length; at += 1) {
    const character = value.charAt(at);
    if (character === '\\' && (inQuotes || commentDepth > 0)) {
      at += 1;
      if (commentDepth === 0) item += value.charAt(at);
    } else if (inQuotes) {
      if (character === '"') inQuotes = false;
      else item += character;
    } else if (character === '(') commentDepth += 1;
    else if (commentDepth > 0) {
      if (character === ')') commentDepth -= 1;
    } else if (character === '"') inQuotes = true;
    else if (character === ';') {
      items.push(item);
      item = '';
    } else item += character;
  }
  items.push(item);
  return items;
}

import { AppError } from '@/lib/base/app-error.ts';
import { looksLikePatchworkPage } from '@/lib/mail/patchwork/patchwork-page.ts';
import { shellWord, shownName } from '@/lib/view/text/file-name.ts';

/** What the first bytes of a file say it is; names of files say nothing reliable. */
export type Format =
  | 'empty'
  | 'mbox'
  | 'message'
  | 'patchwork page'
  | 'gzip'
  | 'git bundle'
  | 'zip'
  | 'bzip2'
  | 'xz'
  | 'zstd'
  | 'tar'
  | 'binary'
  | 'markup'
  | 'addresses'
  | 'text';

/** Format of a file by its first bytes (1 KiB is enough). */
export function formatOf(head: Uint8Array): Format {
  if (head.length === 0) return 'empty';
  const text = Buffer.from(head.subarray(markLength(head))).toString('latin1');
  if (text.startsWith('\x1f\x8b')) return 'gzip';
  if (/^# v[23] git bundle\n/.test(text)) return 'git bundle';
  if (text.startsWith('PK\x03\x04')) return 'zip';
  if (/^BZh[1-9]/.test(text)) return 'bzip2';
  if (text.startsWith('\xfd7zXZ')) return 'xz';
  if (text.startsWith('\x28\xb5\x2f\xfd')) return 'zstd';
  if (text.slice(257, 262) === 'ustar') return 'tar';
  if (/^[\r\n]*From /.test(text)) return 'mbox';
  if (isHeader(text)) return 'message';
  if (text.includes('\0')) return 'binary';
  if (/^\s*<(?:!doctype html|html|head|body|\?xml)\b/i.test(text)) return 'markup';
  // The last may be cut.
  const words = text.trim().split(/\s+/);
  if (words.every((word, at) => /^https?:\/\//i.test(word) || (at > 0 && at === words.length - 1)))
    return 'addresses';
  return looksLikePatchworkPage(text) ? 'patchwork page' : 'text';
}

/** Bytes of the byte order mark that editors put before a text. */
export function markLength(head: Uint8Array): number {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}

/** The first lines are header fields and their continuations, and one of them is a field that mail has. */
function isHeader(text: string): boolean {
  const lines = text.split(/\r?\n/);
  if (lines.length > 1) lines.pop();
  const end = lines.indexOf('');
  const header = end === -1 ? lines : lines.slice(0, end);
  const names = header.map((line) => /^([!-9;-~]+)[ \t]*:/.exec(line)?.[1]?.toLowerCase() ?? null);
  if (names[0] === null || !header.every((line, index) => names[index] !== null || /^[ \t]/.test(line)))
    return false;
  return names.some((name) => name !== null && MAIL_FIELDS.has(name));
}

const MAIL_FIELDS: ReadonlySet<string> = new Set([
  'arc-seal',
  'date',
  'delivered-to',
  'dkim-signature',
  'from',
  'message-id',
  'mime-version',
  'received',
  'return-path',
  'subject',
  'to',
  'x-original-to',
]);

/** The remedy of every refusal of something that is no mail. */
export const SUPPORTED =
  'Give an mbox or mbox.gz, one message, a Maildir, a saved Patchwork page, a public-inbox repository or its bundle.';

/** The refusal of something that is no mail, naming what it looks like. */
export function unknownFormat(name: string, format: Format): AppError {
  const looks: Record<Format, string> = {
    empty: 'is empty',
    mbox: 'is an mbox',
    message: 'is one message',
    'patchwork page': 'is a Patchwork page',
    gzip: 'is gzip within gzip',
    'git bundle': 'is a git bundle',
    zip: 'is a zip archive',
    bzip2: 'is packed with bzip2',
    xz: 'is packed with xz',
    zstd: 'is packed with zstd',
    tar: 'is a tar archive',
    binary: 'is binary data that is no mail',
    markup: 'is a page of HTML or XML, not mail',
    addresses: 'is a list of addresses',
    text: 'is text that does not begin like mail',
  };
  return new AppError('UNSUPPORTED', `${shownName(name)} ${looks[format]}.`, remedyFor(name, format));
}

function remedyFor(name: string, format: Format): string {
  const unpack = UNPACK[format];
  if (unpack !== undefined) return unpack(name);
  if (format === 'addresses') return `Give them themselves: xargs docket ingest < ${shellWord(name)}`;
  if (format === 'markup') {
    return 'Sites send pages that test for a browser. Save the t.mbox.gz or raw of the message and ingest that.';
  }
  return SUPPORTED;
}

/** What unpacks each, and is found in every distribution. */
const UNPACK: Partial<Record<Format, (name: string) => string>> = {
  gzip: (name) => unpackFile('gzip', name, /\.(?:gz|z)$/i),
  bzip2: (name) => unpackFile('bzip2', name, /\.bz2$/i),
  xz: (name) => unpackFile('xz', name, /\.xz$/i),
  zstd: (name) => unpackFile('zstd', name, /\.zst$/i),
  tar: (name) => {
    const folder = unpackedName(name, /\.(?:tgz|tar(?:\.gz)?)$/i);
    return remedyOf(`mkdir ${folder} && tar -xf ${shellWord(name)} -C ${folder}`, `what is in ${folder}`);
  },
  zip: (name) => {
    const folder = unpackedName(name, /\.zip$/i);
    return remedyOf(`unzip ${shellWord(name)} -d ${folder}`, `what is in ${folder}`);
  },
};

function unpackFile(program: string, name: string, ending: RegExp): string {
  const file = unpackedName(name, ending);
  return remedyOf(`${program} -dc < ${shellWord(name)} > ${file}`, file);
}

/** The name without its ending, so that the list is named as it would be; never the name itself. */
function unpackedName(name: string, ending: RegExp): string {
  return shellWord(ending.test(name) ? name.replace(ending, '') : `${name}.unpacked`);
}

function remedyOf(unpack: string, next: string): string {
  return `Unpack it: ${unpack}, then: docket ingest ${next}`;
}

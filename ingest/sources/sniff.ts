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
  | 'lz4'
  | 'lzip'
  | 'lzma'
  | 'compress'
  | '7z'
  | 'rar'
  | 'tar'
  | 'utf-16'
  | 'outlook'
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
  // A zip that is empty begins with its end.
  if (text.startsWith('PK\x03\x04') || text.startsWith('PK\x05\x06')) return 'zip';
  if (/^BZh[1-9]/.test(text)) return 'bzip2';
  if (text.startsWith('\xfd7zXZ')) return 'xz';
  if (text.startsWith('\x28\xb5\x2f\xfd')) return 'zstd';
  if (text.startsWith('\x04\x22\x4d\x18')) return 'lz4';
  if (text.startsWith('LZIP\x01')) return 'lzip';
  if (text.startsWith('7z\xbc\xaf\x27\x1c')) return '7z';
  if (text.startsWith('Rar!\x1a\x07')) return 'rar';
  if (text.startsWith('\x1f\x9d')) return 'compress';
  // Properties as every packer writes them, and a dictionary of 64 KiB or a multiple.
  if (text.startsWith('\x5d\0\0')) return 'lzma';
  if (text.startsWith('!BDN')) return 'outlook';
  if (text.slice(257, 262) === 'ustar' || isOldTar(head)) return 'tar';
  if (text.startsWith('\xff\xfe') || text.startsWith('\xfe\xff')) return 'utf-16';
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

const TAR_HEAD_BYTES = 512;

/** A tar of before 1988 has no name of its format, only the sum of its first header, taken with blanks in its place. */
function isOldTar(head: Uint8Array): boolean {
  const bytes = head.subarray(0, TAR_HEAD_BYTES);
  const told = /^ *([0-7]{4,6})(?![0-7])/.exec(Buffer.from(bytes.subarray(148, 156)).toString('latin1'))?.[1];
  if (bytes.length < TAR_HEAD_BYTES || told === undefined) return false;
  const sum = bytes.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  return sum === Number.parseInt(told, 8);
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

const LOOKS: Readonly<Record<Format, string>> = {
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
  lz4: 'is packed with lz4',
  lzip: 'is packed with lzip',
  lzma: 'is packed with lzma',
  compress: 'is packed with compress',
  '7z': 'is a 7z archive',
  rar: 'is a rar archive',
  tar: 'is a tar archive',
  'utf-16': 'is text in UTF-16, which mail never is',
  outlook: 'is a data file of Outlook',
  binary: 'is binary data that is no mail',
  markup: 'is a page of HTML or XML, not mail',
  addresses: 'is a list of addresses',
  text: 'is text that does not begin like mail',
};

/** The refusal of something that is no mail, naming what it looks like. */
export function unknownFormat(name: string, format: Format): AppError {
  return new AppError('UNSUPPORTED', `${shownName(name)} ${LOOKS[format]}.`, remedyFor(name, format));
}

/** The same of what came in through a pipe, which has no name to unpack. */
export function unknownStream(name: string, format: Format): AppError {
  const refusal = unknownFormat(name, format);
  if (UNPACK[format] === undefined) return refusal;
  const remedy =
    'Unpack it on the way (xz -dc < FILE | docket ingest -), or: docket ingest FILE, which tells how.';
  return new AppError('UNSUPPORTED', refusal.message, remedy);
}

/** Why a file of a folder is no message though it stands in the place of one; null for what may be broken mail. */
export function packedMessage(head: Uint8Array): string | null {
  const format = formatOf(head);
  if (UNPACK[format] === undefined) return null;
  const looks = format === 'gzip' ? 'is packed with gzip' : LOOKS[format];
  return `The file ${looks}. Messages of a folder are read as they are: unpack it in its place.`;
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

/** What unpacks each, and is found in every distribution; the others are remedied by SUPPORTED. */
const UNPACK: Partial<Record<Format, (name: string) => string>> = {
  gzip: (name) => unpackFile('gzip', name, /\.(?:gz|z)$/i),
  bzip2: (name) => unpackFile('bzip2', name, /\.bz2$/i),
  xz: (name) => unpackFile('xz', name, /\.xz$/i),
  zstd: (name) => unpackFile('zstd', name, /\.zst$/i),
  lz4: (name) => unpackFile('lz4', name, /\.lz4$/i),
  lzip: (name) => unpackFile('lzip', name, /\.lz$/i),
  lzma: (name) => unpackFile('xz', name, /\.lzma$/i),
  compress: (name) => unpackFile('gzip', name, /\.z$/i),
  'utf-16': (name) => {
    const file = shellWord(`${name}.utf-8`);
    return remedyOf('Convert', `iconv -f UTF-16 -t UTF-8 < ${shellWord(name)} > ${file}`, file);
  },
  tar: (name) =>
    unpackInto(
      name,
      /\.(?:tgz|tar(?:\.gz)?)$/i,
      (file, folder) => `mkdir ${folder} && tar -xf ${file} -C ${folder}`,
    ),
  zip: (name) => unpackInto(name, /\.zip$/i, (file, folder) => `unzip ${file} -d ${folder}`),
  '7z': (name) => unpackInto(name, /\.7z$/i, (file, folder) => `7z x ${file} -o${folder}`),
  rar: (name) => unpackInto(name, /\.rar$/i, (file, folder) => `unrar x ${file} ${folder}/`),
  outlook: (name) =>
    unpackInto(name, /\.pst$/i, (file, folder) => `mkdir ${folder} && readpst -o ${folder} ${file}`),
};

function unpackInto(name: string, ending: RegExp, command: (file: string, folder: string) => string): string {
  const folder = unpackedName(name, ending);
  return remedyOf('Unpack', command(shellWord(name), folder), `what is in ${folder}`);
}

function unpackFile(program: string, name: string, ending: RegExp): string {
  const file = unpackedName(name, ending);
  return remedyOf('Unpack', `${program} -dc < ${shellWord(name)} > ${file}`, file);
}

/** The name without its ending, so that the list is named as it would be; never the name itself. */
function unpackedName(name: string, ending: RegExp): string {
  return shellWord(ending.test(name) ? name.replace(ending, '') : `${name}.unpacked`);
}

function remedyOf(verb: 'Unpack' | 'Convert', how: string, next: string): string {
  return `${verb} it: ${how}, then: docket ingest ${next}`;
}

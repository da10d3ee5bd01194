import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** A message of a public-inbox archive as it was received. */
export type RawMail = Buffer;

const OUTPUT_BYTES_MAX = 1 << 30;

/** Makes a bare repository of a git bundle below `folder`; returns its path. */
export function cloneBundle(bundle: string, folder: string): string {
  const repository = join(folder, '0.git');
  mkdirSync(folder, { recursive: true });
  execFileSync('git', ['clone', '--quiet', '--mirror', bundle, repository]);
  return repository;
}

/** Every message of a public-inbox v2 epoch, oldest first: the file `m` of each commit. */
export function readMails(repository: string): readonly RawMail[] {
  const git = (args: readonly string[], input?: string): Buffer =>
    execFileSync('git', ['-C', repository, ...args], { input, maxBuffer: OUTPUT_BYTES_MAX });
  const commits = git(['rev-list', '--reverse', '--all']).toString('utf8').trim().split('\n');
  return splitBatch(git(['cat-file', '--batch'], commits.map((commit) => `${commit}:m\n`).join('')));
}

/** `<oid> blob <size>`, the bytes, a newline; `<name> missing` for a commit without that file. */
function splitBatch(output: Buffer): readonly RawMail[] {
  const mails: RawMail[] = [];
  let at = 0;
  while (at < output.length) {
    const end = output.indexOf('\n', at);
    const [, kind, size] = output.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (kind !== 'blob') continue;
    mails.push(output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return mails;
}

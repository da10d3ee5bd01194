import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { fileRefusal } from '@/ingest/pipeline/file-refusal.ts';
import { AppError } from '@/lib/base/app-error.ts';
import { SCRIPT_CHARACTERS_MAX } from '@/lib/sim/language/header.ts';

/**
 * The text of a script file, or of standard input for `-`. Reads no more than one byte beyond what a script
 * may have, so /dev/zero ends; a named pipe nobody writes to would never open, so pipes come in through `-`
 * or /dev/fd only. AppError BAD_INPUT for what is no readable file.
 */
export async function readScriptFile(path: string): Promise<string> {
  if (path === '-' || path === '/dev/stdin') return readBounded(process.stdin, 'The script');
  const kind = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw fileRefusal(path, cause);
  });
  if (kind.isDirectory())
    throw new AppError('BAD_INPUT', `${path} is a folder.`, 'Give a file with a script.');
  if (kind.isFIFO() && !/^\/(?:dev|proc\/self)\/fd\/\d+$/.test(path)) {
    throw new AppError('BAD_INPUT', `${path} is a pipe.`, 'Pipe it into docket check --script -');
  }
  return readBounded(createReadStream(path), path);
}

async function readBounded(stream: Readable, path: string): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      // Characters have one to four bytes: from here on the text is too long in any case.
      if (length > SCRIPT_CHARACTERS_MAX * 4) break;
    }
  } catch (cause) {
    throw fileRefusal(path, cause);
  }
  return Buffer.concat(chunks).toString('utf8');
}

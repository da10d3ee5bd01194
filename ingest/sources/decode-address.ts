import { AppError } from '@/lib/base/app-error.ts';

/** A part of an address with its percent-encoding undone. AppError BAD_INPUT where that is not UTF-8. */
export function decodeAddress(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new AppError(
      'BAD_INPUT',
      `'${part}' in the address is damaged: its % signs name no characters.`,
      'Copy the address again.',
    );
  }
}

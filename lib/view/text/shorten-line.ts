import { cutAtWord } from '@/lib/view/text/cut-at-word.ts';

/** Words of others in a line of ours: on one line, of at most 80 characters. */
export function shortenLine(text: string, most = 80): string {
  return cutAtWord(text.replace(/\s+/g, ' ').trim(), most);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentenceFeatures } from '@/lib/design/moves/features.ts';
import { CLASSES, eachOnce } from '@/lib/design/moves/linear.ts';
import type { Example } from './examples.ts';

/** As much as a sentence of a thread: at a half the loss on threads left out is 0.0005 higher. */
const WEIGHT = 1;

/**
 * Sentences as people write them on such lists, made up for the purpose (written/answers.txt): a heading `# kind role`,
 * then one a line. They teach words only, for they stand in no mail.
 */
export function writtenExamples(): readonly Example[] {
  const examples: Example[] = [];
  let [label, isAuthor] = [0, false];
  for (const line of readFileSync(join(import.meta.dirname, 'written', 'answers.txt'), 'utf8').split('\n')) {
    if (line.startsWith('# ')) {
      const [, kind, role] = line.split(' ');
      label = CLASSES.indexOf(kind as (typeof CLASSES)[number]);
      if (label < 0) throw new Error(`${line}: no kind of move`);
      isAuthor = role === 'author';
    } else if (line !== '') {
      const features = eachOnce(sentenceFeatures(line, { place: 'answer', isAuthor }));
      examples.push({ features, label, weight: WEIGHT });
    }
  }
  return examples;
}

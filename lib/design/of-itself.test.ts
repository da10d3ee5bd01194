import { expect, test } from 'vitest';
import { OF_ITSELF } from '@/lib/design/of-itself.ts';

test('what a posting says of itself, and what it says of others', () => {
  for (const words of [
    'This series teaches the store to wait.',
    'The following patches add a store.',
    'This change drops the lock.',
    'The series should make that simple.',
    'This new version keeps the handles.',
    'This set of patches adds a store.',
  ]) {
    expect(OF_ITSELF.test(words), words).toBe(true);
  }
  for (const words of [
    'The set of dirty pages grows without bounds.',
    'The commit 0123 ("store: wait") broke that.',
    'The change in behaviour was seen by two users.',
    'The version in 6.6 has no such lock.',
    'This series could use a flag instead.',
    'The patch might be split in two.',
    'This series also renames the store.',
  ]) {
    expect(OF_ITSELF.test(words), words).toBe(false);
  }
});

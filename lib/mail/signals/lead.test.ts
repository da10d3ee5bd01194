import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leadEnds } from '@/lib/mail/signals/lead.ts';

/** What stands behind each end, in their order. */
function behind(text: string): readonly string[] {
  return leadEnds(text.toLowerCase()).map((end) => text.slice(end));
}

test('what stands behind politeness and agreement may be what matters', () => {
  expect(behind('Applied to next')).toEqual(['Applied to next']);
  expect(behind('Thanks, applied')).toEqual(['applied', 'Thanks, applied']);
  expect(behind('Ok, good point. Will fix')).toEqual([
    ...['Will fix', 'good point. Will fix'],
    'Ok, good point. Will fix',
  ]);
});

test('a word behind thanks may be a name or the word that matters, the longer lead comes first', () => {
  expect(behind('thanks applied to x')).toEqual(['to x', 'applied to x', 'thanks applied to x']);
  expect(behind('this looks good to me, merged')[0]).toBe('merged');
});

test('three phrases and three signs between them at most', () => {
  expect(behind('ok ok ok ok go')).toEqual(['ok go', 'ok ok go', 'ok ok ok go', 'ok ok ok ok go']);
  expect(behind('thanks ... applied')).not.toContain('applied');
});

test('each end is the start or stands behind a sign', () => {
  const phrase = fc.constantFrom(
    'thanks',
    'thank you',
    'ok',
    'a lot',
    'ann',
    'this looks good',
    'to me',
    'so',
  );
  const sentence = fc
    .array(fc.tuple(phrase, fc.constantFrom(' ', ', ', '! ', '--', '.')))
    .map((all) => all.flat());
  fc.assert(
    fc.property(sentence, (parts) => {
      const text = parts.join('');
      const ends = leadEnds(text);
      expect(ends.at(-1)).toBe(0);
      for (const end of ends) expect(end === 0 || /[,.!; -]/.test(text.charAt(end - 1))).toBe(true);
    }),
    { seed: 20_240_718 },
  );
});

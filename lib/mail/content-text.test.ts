import { expect, test } from 'vitest';
import { type Content, contentText } from './content-text.ts';
import type { MessageId } from './email.ts';

const CONTENT: Content = {
  from: { name: 'A B', email: 'a@b' },
  to: [{ name: '', email: 'c@d' }],
  cc: [{ name: 'E', email: 'e@f' }],
  subject: 's',
  sentAt: 1,
  dateText: 'x',
  references: ['r@x' as MessageId],
  body: 'text\n',
};

const differs = (change: Partial<Content>): boolean =>
  contentText({ ...CONTENT, ...change }) !== contentText(CONTENT);

test('what a list or an archive changes gives the same text', () => {
  expect(differs({ to: CONTENT.cc, cc: CONTENT.to })).toBe(false);
  expect(differs({ cc: [...CONTENT.cc, { name: 'other', email: 'C@D' }] })).toBe(false);
  expect(differs({ body: 'text\n\n \n' })).toBe(false);
  expect(differs({ dateText: 'y' })).toBe(false);
});

test('what an author changes gives another text', () => {
  expect(differs({ from: { name: 'A C', email: 'a@b' } })).toBe(true);
  expect(differs({ from: { name: 'A B', email: 'a@c' } })).toBe(true);
  expect(differs({ cc: [] })).toBe(true);
  expect(differs({ subject: 't' })).toBe(true);
  expect(differs({ sentAt: 2 })).toBe(true);
  expect(differs({ sentAt: null })).toBe(true);
  expect(differs({ references: [] })).toBe(true);
  expect(differs({ body: 'text' })).toBe(false);
  expect(differs({ body: ' text' })).toBe(true);
});

test('fields cannot run into each other', () => {
  const forged = contentText({ ...CONTENT, subject: 's\ndate 1', dateText: '', sentAt: null });
  expect(forged.split('\n')).toHaveLength(contentText(CONTENT).split('\n').length);
});

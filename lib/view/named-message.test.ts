import { expect, test } from 'vitest';
import { namedMessage } from '@/lib/view/named-message.ts';

test.each([
  ['v1@docket.example', 'v1@docket.example'],
  [' <v1@docket.example> ', 'v1@docket.example'],
  ['https://lore.kernel.org/linux-xfs/v1@docket.example/', 'v1@docket.example'],
  ['https://lore.kernel.org/all/a%2Fb%25c@docket.example/T/#u', 'a/b%c@docket.example'],
  ['http://127.0.0.1:3000/series/v1@docket.example', 'v1@docket.example'],
  ['http://127.0.0.1:3000/design/v1%40docket.example?at=2026-04-01#i1', 'v1@docket.example'],
  ['http://docket.example/devel/%3C..%3E/v1@docket.example', 'v1@docket.example'],
  ['https://patch.msgid.link/v1@docket.example', 'v1@docket.example'],
  ['https://me@docket.example/devel/', 'https://me@docket.example/devel/'],
  ['https://docket.example/%E0%A4%A/', 'https://docket.example/%E0%A4%A/'],
  ['.', '.'],
  ['', ''],
])('%j names %j', (text, messageId) => {
  expect(namedMessage(text)).toBe(messageId);
});

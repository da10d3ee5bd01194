import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Audit } from '@/app/_account/audit-page.tsx';
import type { AuditLine } from '@/lib/store/account/audit-row.ts';

const LINE: AuditLine = {
  id: 1,
  at: Date.UTC(2026, 3, 1),
  action: 'comment',
  by: 'ann@docket.example',
  credential: 'session',
  address: '192.0.2.1',
  list: 'devel',
  target: 'comment 5a3a',
  detail: { id: '5a3a', verb: 'create', again: false },
};

const about = (line: AuditLine): string =>
  /<td class="main">(.*?)<\/td>/.exec(
    renderToStaticMarkup(<Audit lines={[line]} isNewest={true} hasOlder={false} />),
  )?.[1] ?? '';

test('a line of the audit says what it is about once', () => {
  expect(about(LINE)).toBe('devel · comment 5a3a · create');
  expect(about({ ...LINE, detail: { id: '77', verb: 'not-same', again: true } })).toBe(
    'devel · comment 5a3a · id: 77, not same, again: true',
  );
});

test('a session that was ended is named by its browser, as on the account page', () => {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0';
  const ended = { ...LINE, action: 'account.session-end', list: null, detail: {} };
  expect(about({ ...ended, target: `192.0.2.7 ${agent}` })).toBe(
    `<span title="192.0.2.7 ${agent}">192.0.2.7 Firefox 132 on Linux</span>`,
  );
  expect(about({ ...ended, target: '192.0.2.7' })).toBe('<span title="192.0.2.7">192.0.2.7</span>');
});

test('an audit without lines says whether there was nothing yet or nothing earlier', () => {
  const says = (isNewest: boolean): string =>
    renderToStaticMarkup(<Audit lines={[]} isNewest={isNewest} hasOlder={false} />);
  expect(says(true)).toContain('<h1>Audit</h1><p>Nothing was changed yet.</p>');
  expect(says(false)).toContain('<h1>Audit</h1><p>There are no earlier ones.</p>');
});

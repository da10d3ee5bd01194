import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Refusal } from '@/app/_account/refusal-page.tsx';
import { Unavailable } from '@/app/_ui/unavailable.tsx';
import { refused } from '@/lib/auth/outcome.ts';

test('the heading of a refusal says what is refused, and a remedy shows its commands as such', () => {
  const refusal = refused(403, 'FORBIDDEN', 'Only an admin sees this.', 'Run `docket invite`, or <ask> one.');
  const html = renderToStaticMarkup(<Refusal refusal={refusal} back="/" />);
  expect(html).toContain('<h1>Only an admin sees this.</h1>');
  expect(html).toContain('<title>Only an admin sees this. · Docket</title>');
  expect(html).toContain('Run <code>docket invite</code>, or &lt;ask&gt; one.');
  const away = renderToStaticMarkup(<Unavailable message="It is away." remedy="Try `npm start`." />);
  expect(away).toContain('Try <code>npm start</code>.');
});

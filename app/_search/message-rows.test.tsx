import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Marks } from '@/app/_search/marks.tsx';
import { messageRowsHtml } from '@/app/_search/message-rows.ts';
import { Person } from '@/app/_ui/person.tsx';
import { When } from '@/app/_ui/when.tsx';
import { createMarker, markWords } from '@/lib/search/excerpt.ts';
import { parseQuery } from '@/lib/search/parse-query.ts';
import type { MessageHit } from '@/lib/store/search/search.ts';

const HIT: MessageHit = {
  ...{
    messageId: 'a"b&c@x',
    fromName: '<b>"Ann" & Bob',
    fromEmail: '"a\'&b"@<x>',
    subject: 'Flush & <i>flush</i>',
  },
  ...{
    lists: ['devel', 'other'],
    at: Date.UTC(2024, 6, 18, 13, 2),
    body: 'One <script>flush</script> & "x"\r\n',
  },
  cursor: { rank: 0, at: 0, id: '' },
};

/** React writes more references than are needed; what they mean is the same. */
function even(html: string): string {
  return html.replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&gt;', '>');
}

function check(change: Partial<MessageHit>): void {
  const parsed = parseQuery('flush');
  if (!parsed.ok) throw new Error(parsed.problem.detail);
  const hit = { ...HIT, ...change };
  const [subject, body] = [createMarker(parsed.query, 'subject'), createMarker(parsed.query, 'body')];
  const html = messageRowsHtml([hit], 'other', subject, body);
  const line = 'One <script>flush</script> & "x"';
  const asComponents = renderToStaticMarkup(
    <li data-stop="">
      <a href="/other/a%22b&c@x/" data-open="">
        <Marks pieces={markWords(hit.subject === '' ? '(no subject)' : hit.subject, subject)} />
      </a>{' '}
      <span className="note">
        <Person name={hit.fromName} email={hit.fromEmail} /> <When at={hit.at} />
      </span>
      {hit.body === '' ? null : (
        <pre>
          <span>
            <Marks pieces={[...markWords(line, body), { text: '\n', hit: false }]} />
          </span>
        </pre>
      )}
    </li>,
  );
  expect(even(html)).toBe(even(asComponents));
  expect(html).not.toMatch(/<(?:script|b|i)>/);
}

test('a row says what the components say, with nothing of the mail as markup', () => {
  check({});
  check({ at: null, fromName: '', subject: '', body: '' });
});

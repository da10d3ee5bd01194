import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlacedItem } from '@/lib/design/extract.ts';
import { stateOf } from '@/lib/design/state.ts';
import { testDesign, testItem } from '@/lib/design/test-designs.ts';
import { type DesignDocument, designDocument } from '@/lib/view/design-export/document.ts';
import { designMail } from '@/lib/view/design-export/mail.ts';
import { type Addresses, designMarkdown } from '@/lib/view/design-export/markdown.ts';
import type { DocumentEvidence } from '@/lib/view/design-export/model-evidence.ts';
import { wrapColumns } from '@/lib/view/design-export/wrap-columns.ts';
import { columnsOf } from '@/lib/view/text/columns.ts';
import { loreUrl } from '@/lib/view/url.ts';

const ADDRESSES: Addresses = { message: loreUrl, series: loreUrl, docket: () => null, page: null };
const ENVELOPE = { from: null, to: [], cc: [], date: 86_400_000, origin: null };
const HOSTILE = [
  '<script>alert(1)</script>',
  '](javascript:alert(1)) ![x](y)',
  '\n\n# heading\n- list\n> quote\n```\ncode',
  '*a* _b_ `c` ~~d~~ &lt; &#64; \\',
  '\u202eevil\u0007\u001b[31m | table |',
  '\nFrom here on\n-- \n#docket reject',
  'http://evil.example <mailto:a@b> www.evil.example @somebody',
];

const EVIDENCE: DocumentEvidence = {
  strategy: 'scan-revalidate',
  code: 'S4',
  because: 'message',
  model: { domain: 'zero-range', version: '3' },
  scenarios: 40,
  right: 38,
  cost: { usual: 1.234, worst: 30, worstOn: 'sparse', endless: 0, machine: 'usual-disk' },
  counterexample: {
    scenario: 'nv-trunc-down',
    violations: ['STALE', 'LOST'],
    address: '/run/0.1?scenario=nv-trunc-down&strategy=scan-revalidate',
  },
};

/** A design with an option, an objection, an action and a question whose words are `text`. */
function design(text: string, evidence: readonly DocumentEvidence[] = []): DesignDocument {
  const words = (item: PlacedItem): PlacedItem => ({
    ...item,
    title: text,
    quote: text,
    owner: item.kind === 'action' ? text : null,
    by: { name: text, email: item.by.email },
  });
  const items = [
    testItem(1, 'proposal', [[1, 'open']]),
    testItem(
      2,
      'objection',
      [
        [2, 'open'],
        [3, 'answered'],
      ],
      [1],
    ),
    testItem(4, 'action', [[4, 'open']]),
    testItem(5, 'question', [[5, 'open']], [1]),
    testItem(6, 'decision', []),
  ].map(words);
  const extracted = testDesign(items);
  const named = {
    ...extracted,
    name: text,
    options: extracted.options.map((option) => ({ ...option, title: text })),
  };
  return designDocument({
    state: stateOf(named, []),
    items,
    at: null,
    evidence: new Map([['item 1', evidence]]),
  });
}

describe('document', () => {
  it('is JSON of a fixed shape with every item once and ids that lead to them', () => {
    const document = design('words');
    expect(Object.keys(document)).toEqual([
      ...['format', 'version', 'id', 'name', 'lists', 'startedAt', 'lastAt', 'asOf', 'summary'],
      ...['series', 'options', 'items'],
    ]);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    expect(document.options[0]).toMatchObject({
      id: 'item 1',
      held: true,
      because: null,
      mentions: ['item 1'],
      objections: ['item 2'],
      questions: ['item 5'],
      for: [{ messageId: '1@x' }],
      against: [{ messageId: '2@x' }],
    });
    expect(document.items.map(({ id }) => id)).toEqual([1, 2, 4, 5, 6].map((n) => `item ${n}`));
    expect(document.items[1]?.events.at(-1)).toMatchObject({
      at: '1970-01-01T00:00:00.003Z',
      rule: 'answered',
    });
  });
});

describe('what a model says of an option', () => {
  const found = design('words', [EVIDENCE, { ...EVIDENCE, cost: null, right: 40, counterexample: null }]);
  const url = `https://docket.example${EVIDENCE.counterexample?.address}`;

  it('is data in JSON, and a line in Markdown that leads to the counterexample', () => {
    expect(found.options[0]?.evidence[0]).toEqual(EVIDENCE);
    expect(design('words').options[0]?.evidence).toEqual([]);
    const known = { ...ADDRESSES, docket: (path: string) => `https://docket.example${path}` };
    const line =
      'proposed in its message), right on 38 of 40 scenarios, cost 1\\.2 as a rule, 30 at worst ' +
      '(usual-disk; 1 is the fastest that is right everywhere); shortest counterexample: ';
    expect(designMarkdown(found, known)).toContain(
      `- model: [S4 scan-revalidate](<https://docket.example/strategy/scan-revalidate>) (${line}` +
        `[nv-trunc-down](<${url}>) (STALE, LOST)\n`,
    );
    expect(designMarkdown(found, ADDRESSES)).toContain(
      `- model: S4 scan-revalidate (${line}nv-trunc-down (STALE, LOST), \`${EVIDENCE.counterexample?.address}\`\n`,
    );
    expect(designMarkdown(found, known)).toContain('right on 40 of 40 scenarios, never ends\n');
  });

  it('is in the mail, its address whole when the line ends in it are left out', () => {
    const mail = designMail(found, { ...ENVELOPE, origin: 'https://docket.example' });
    expect(mail.replace(/\n */g, '')).toContain(`counterexample: nv-trunc-down, STALE, LOST<${url}>`);
    expect(mail).toContain('    model: S4 scan-revalidate (proposed in its message), right on 38 of\n');
    expect(mail.split('\n').filter((line) => columnsOf(line) > 72)).toEqual([]);
    expect(designMail(found, ENVELOPE).replace(/\n */g, '')).toContain(
      `<${EVIDENCE.counterexample?.address}>`,
    );
  });
});

describe('Markdown', () => {
  /** What is left of it when letters and escaped characters are taken out: its structure. */
  const structure = (text: string): string =>
    designMarkdown(design(text), ADDRESSES)
      .replace(/\\[!-/:-@[-`{-~]/g, '')
      .replace(/[,;'"?/%()]|(?<=[A-Za-z])[.:](?=\s)|(?<=[A-Za-z0-9])-(?=[A-Za-z0-9])/g, '')
      .replace(/[\p{L}\p{N}\p{M}\p{Co}\p{Cn}\p{Cf}\ufffd]+/gu, 'x')
      .replace(/[ x]+/g, ' ');

  it('says what is on the table', () => {
    const text = designMarkdown(design('words of it'), ADDRESSES);
    expect(text).toContain('# words of it\n');
    expect(text).toContain('### 1. words of it\n');
    expect(text).toContain('> [words of it](<https://lore.kernel.org/all/1@x/>), 1970-01-01 00:00');
    expect(text).toContain('- ◐ answered: [words of it](<https://lore.kernel.org/all/2@x/>)');
  });

  it.each(HOSTILE)('has the structure it has without %j', (text) => {
    expect(structure(text)).toBe(structure('words'));
  });

  it('begins no list where a mail counts', () => {
    const text = designMarkdown(design('1) flush, 2) write'), ADDRESSES);
    expect(text).toContain('> 1\\) flush, 2) write\n');
    expect(text).not.toMatch(/^[>\s-]*\d+[.)] /m);
  });

  it('has it whatever a mail says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (text) => {
        expect(structure(`w${text}w`)).toBe(structure('words'));
      }),
      { seed: 20_240_718 },
    );
  });
});

describe('mail', () => {
  const mail = (text: string): string => designMail(design(text), ENVELOPE);

  it('answers the design with fields in order, words quoted, ids as notes', () => {
    const [head = '', ...rest] = mail('words of it').split('\n\n');
    expect(head.split('\n')).toEqual([
      'Subject: State of the design: words of it',
      'Date: Fri, 02 Jan 1970 00:00:00 +0000',
      'In-Reply-To: <root@x>',
      'References: <root@x>',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 7bit',
      'X-Unsent: 1',
    ]);
    const body = rest.join('\n\n');
    expect(body).toContain('\n    > words of it\n');
    expect(body).toContain('- answered objection: words of it (words of it, 1970-01-01 [2];');
    expect(body).toMatch(/\nMESSAGE-IDS\n\n[\s\S]*\n\[2\] <2@x>\n/);
  });

  it('says how sure it is of a candidate, and leaves out what is rather not there', () => {
    const document = design('words');
    const unsure = (confidence: number): string => {
      const items = document.items.map((item) =>
        item.kind === 'question' ? { ...item, certain: false, confidence } : item,
      );
      return designMail({ ...document, items }, ENVELOPE);
    };
    expect(unsure(0.64)).toContain('QUESTIONS\n\n  - open, 64 %: words (words, ');
    expect(unsure(0.64)).toContain('percentage');
    expect(unsure(0.39)).not.toContain('QUESTIONS');
    expect(unsure(0.39)).not.toContain('percentage');
  });

  it('names who sends and gets it, folded', () => {
    const who = { name: 'Zoë Ünï', email: 'zoe@example.org' };
    const to = Array.from({ length: 5 }, (_, n) => ({
      name: `Person Number ${n}`,
      email: `p${n}@example.org`,
    }));
    const text = designMail(design('w'), { ...ENVELOPE, from: who, to, cc: [who] });
    expect(text.split('\n')[0]).toBe('From: =?utf-8?B?Wm/DqyDDnG7Drw==?= <zoe@example.org>');
    expect(text.replace(/\n /g, ' ')).toContain('Person Number 3 <p3@example.org>, Person Number 4');
  });

  it.each([...HOSTILE, '淋'.repeat(200), 'x'.repeat(5_000), 'é '.repeat(300)])(
    'has no line over 72 columns and none that a mail begins: %.20j',
    (text) => {
      const lines = mail(text).split('\n');
      expect(lines.filter((line) => columnsOf(line) > 72)).toEqual([]);
      const body = lines.slice(lines.indexOf('') + 1);
      const own = /^(?: |$|OPTIONS$|VERSIONS$|QUESTIONS$|ACTIONS$|DECISIONS$|MESSAGE-IDS$|\d+\. |\[\d+\] )/;
      expect(body.filter((line) => !own.test(line))).toEqual([]);
    },
  );

  it('keeps header fields apart whatever stands in a name', () => {
    const head = mail('a\nBcc: evil@example.org\r\nX: y').split('\n\n')[0] ?? '';
    expect(head).not.toMatch(/^Bcc/m);
  });
});

describe('words over lines', () => {
  it('loses no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 6, max: 30 }), (text, width) => {
        const lines = wrapColumns(text, width, { first: '- ', rest: '  ' });
        expect(
          lines
            .map((line) => line.slice(2))
            .join('')
            .replace(/\s/g, ''),
        ).toBe(text.replace(/\s/g, ''));
        expect(lines.every((line) => columnsOf(line) <= width)).toBe(true);
      }),
      { seed: 20_240_718 },
    );
  });
});

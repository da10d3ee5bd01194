import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ITEM_KINDS } from '@/lib/design/item.ts';
import { type Act, RELATIONS, STATUSES } from '@/lib/judge/judgement.ts';
import { parseMailLine, printMailLine, type Said, type Titled } from '@/lib/judge/mail-line.ts';
import { findSuggestions } from '@/lib/judge/suggestions.ts';
import type { MessageId } from '@/lib/mail/email.ts';

const ABOUT = 'about@example.org';
const anyId = fc.constantFrom(ABOUT, 'other@example.org', 'a <b> "c"@x', 'back\\slash\\u0041@x');
const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
const anyPlace: fc.Arbitrary<Titled> = fc.record({
  messageId: anyId.map((id) => id as MessageId),
  start: fc.nat(9_999),
  end: fc.nat(9_999),
  kind: fc.constantFrom(...ITEM_KINDS),
  title: fc.constant(''),
});
const titled = fc.record({ item: anyPlace, title: fc.oneof(fc.constant(''), anyText) });
const uuid = fc.uuid();

const anyAct: fc.Arbitrary<Act<Titled>> = fc.oneof(
  fc
    .tuple(fc.constantFrom('accept', 'add'), titled)
    .map(([verb, { item, title }]): Act<Titled> => ({ verb, item: { ...item, title } })),
  fc
    .tuple(fc.constantFrom('reject', 'split-option'), anyPlace)
    .map(([verb, item]): Act<Titled> => ({ verb, item })),
  fc
    .tuple(anyPlace, fc.constantFrom(...ITEM_KINDS))
    .map(([item, to]): Act<Titled> => ({ verb: 'kind', item, to })),
  fc.tuple(anyPlace, anyText).map(([item, to]): Act<Titled> => ({ verb: 'title', item, to })),
  fc
    .tuple(anyPlace, fc.nat(9_999), fc.nat(9_999))
    .map(([item, start, end]): Act<Titled> => ({ verb: 'span', item, to: { ...item, start, end } })),
  fc
    .tuple(anyPlace, fc.constantFrom(...Object.values(STATUSES).flat()))
    .map(([item, to]): Act<Titled> => ({ verb: 'status', item, to })),
  fc
    .tuple(anyPlace, anyPlace, fc.constantFrom(...RELATIONS))
    .map(([item, other, relation]): Act<Titled> => ({ verb: 'link', item, other, relation })),
  fc
    .tuple(fc.constantFrom('unlink', 'merge-options'), anyPlace, anyPlace)
    .map(([verb, item, other]): Act<Titled> => ({ verb, item, other })),
  fc
    .tuple(anyPlace, fc.webUrl())
    .map(([item, url]): Act<Titled> => ({ verb: 'attach', item, evidence: { kind: 'link', url } })),
  fc
    .tuple(anyPlace, anyText)
    .map(([item, key]): Act<Titled> => ({ verb: 'attach', item, evidence: { kind: 'run', key } })),
  fc
    .tuple(anyPlace, fc.constantFrom('claim', 'not-claim'), fc.constantFrom('C1', 'C9b', 'M6'))
    .map(([item, kind, claim]): Act<Titled> => ({ verb: 'attach', item, evidence: { kind, claim } })),
  fc.tuple(anyPlace, anyId).map(
    ([item, messageId]): Act<Titled> => ({
      verb: 'attach',
      item,
      evidence: { kind: 'message', messageId },
    }),
  ),
  fc.tuple(anyPlace, uuid).map(([item, attached]): Act<Titled> => ({ verb: 'detach', item, attached })),
  fc
    .tuple(anyId, anyId)
    .map(([design, other]): Act<Titled> => ({ verb: 'merge-designs', design, with: other })),
  fc
    .tuple(anyId, anyId)
    .map(([address, other]): Act<Titled> => ({ verb: 'merge-people', address, with: other })),
  fc
    .tuple(fc.constantFrom('chain', 'cut'), anyId, anyId)
    .map(([verb, earlier, later]): Act<Titled> => ({ verb, earlier, later })),
  anyId.map((thread): Act<Titled> => ({ verb: 'split-design', thread })),
  anyId.map((address): Act<Titled> => ({ verb: 'split-person', address })),
  fc
    .tuple(anyId, fc.nat(9_999))
    .map(([message, start]): Act<Titled> => ({ verb: 'decline', message, start })),
  uuid.map((judgement): Act<Titled> => ({ verb: 'undo', judgement, targets: [] })),
);
const anySaid: fc.Arbitrary<Said> = fc.record({
  act: anyAct,
  reason: fc.option(anyText),
  effectiveAt: fc.option(fc.integer({ min: 0, max: 4_000_000_000_000 })),
});

/** As a mail program may: breaks and quoted-printable soft breaks at single spaces. */
function wrap(line: string): string {
  return line.replace(/ (?=\S)/g, (space, at: number) => (at % 3 === 0 ? '\n' : space));
}

function check(body: string, expected: readonly string[]): void {
  const found = findSuggestions({ messageId: 'm@x' as MessageId, inReplyTo: ABOUT, body });
  expect(found.map((one) => printMailLine(one, ABOUT))).toEqual(expected);
  for (const { start, end } of found) expect(body.slice(start, end).startsWith('#docket ')).toBe(true);
}

describe('#docket lines', () => {
  it('say every judgement, and are read as what they say, wrapped too', () => {
    fc.assert(
      fc.property(anySaid, (said) => {
        const line = printMailLine(said, ABOUT);
        expect(line).not.toMatch(/[\n\r]/);
        expect(parseMailLine(line, ABOUT)).toEqual(said);
        expect(parseMailLine(wrap(line), ABOUT)).toEqual(said);
      }),
      { seed: 20_240_718, numRuns: 500 },
    );
  });

  it('stand in the first column of a paragraph of their own', () => {
    const line = '#docket reject objection 10-20 because "it was met in v3"';
    check(`Thanks.\n\n${line}\n\nAnn\n`, [line]);
    check(`${line}\n`, [line]);
    check(`Thanks.\n${line}\n`, []);
    check(`> ${line}\n\n ${line}\n`, []);
    check(`${line}\n\n#docket status proposal 1-9 adopted since 2024-09-03\n`, [
      line,
      '#docket status proposal 1-9 adopted since 2024-09-03T00:00:00.000Z',
    ]);
    check('#docket frobnicate proposal 1-2\n\n#docket reject proposal 1-2 extra\n\n#docket reject "\n', []);
  });

  it('say nothing in a mail that answers none', () => {
    const body = '#docket reject objection 10-20\n';
    expect(findSuggestions({ messageId: 'm@x' as MessageId, inReplyTo: null, body })).toEqual([]);
  });

  it('never throw, and are read in linear time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => parseMailLine(`#docket ${text}`, ABOUT)).not.toThrow();
      }),
      { seed: 20_240_718 },
    );
    check(`#docket ${'"\\'.repeat(50_000)}\n\n${'#docket \n\n'.repeat(20_000)}`, []);
  });
});

import { expect, it } from 'vitest';
import { isPutForward } from '@/lib/design/moves/put-forward.ts';

it.each([
  '[tails] WG Last Call: draft-doe-tails-03',
  'WGLC for draft-doe-tails',
  '[tails] Second Working Group Last Call on draft-doe-tails-04',
  'Last Call: <draft-doe-tails-03.txt> (Compact Tails) to Proposed Standard',
  '[tails] Call for adoption: draft-doe-tails-00',
  '[tails] WG Adoption Call for draft-doe-tails',
  'CfC: publish Compact Tails as a note',
  '[list] Proposal: compact tails',
  'PEP 9999: Compact tails',
])('asks a group about something: %s', (subject) => {
  expect(isPutForward('root', subject)).toBe(true);
  expect(isPutForward('answer', subject)).toBe(false);
});

it.each([
  'Last call for talks',
  'Last call: patches for 9.2',
  'Result of the WGLC for draft-doe-tails',
  '[tails] WG Last Call on draft-doe-tails-03: summary',
  'How long is a WG last call',
  'Adoption of tails in the wild',
])('asks no group: %s', (subject) => expect(isPutForward('root', subject)).toBe(false));

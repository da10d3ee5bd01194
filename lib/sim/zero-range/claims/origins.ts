import type { Origin } from '@/lib/sim/origin.ts';
import type { StrategyName } from '@/lib/sim/zero-range/strategy.ts';

const FOSTER = 'Brian Foster';
const CHINNER = 'Dave Chinner';
const DARRICK = 'Darrick J. Wong';
const CHINNER_ON_COVER = 'Zpm9BFLjU0DkHBWc@dread.disaster.area';
const foster = (id: string): string => `${id}-bfoster@redhat.com`;

/** Of each strategy of zero range, with the messages of the corpus by their ids. */
export const ORIGINS: Readonly<Record<StrategyName, Origin>> = {
  skip: {
    kind: 'practice',
    who: 'the kernel',
    messages: [],
    release: 'until v6.11',
  },
  'xfs-truncate-flush': {
    kind: 'proposed',
    who: FOSTER,
    messages: [foster('20201007143509.669729-1')],
    release: 'until v6.11',
  },
  'flush-always': {
    kind: 'proposed',
    who: FOSTER,
    messages: [
      foster('20240830145634.138439-2'),
      foster('20240828181912.41517-2'),
      foster('20240822145910.188974-2'),
    ],
    release: 'v6.12, where flush-if-dirty took its place',
  },
  'flush-if-dirty': {
    kind: 'proposed',
    who: FOSTER,
    messages: [
      foster('20240822145910.188974-3'),
      foster('20240822145910.188974-1'),
      foster('20240828181912.41517-3'),
      foster('20240828181912.41517-1'),
      foster('20240830145634.138439-3'),
      foster('20240830145634.138439-1'),
      'ZpqEyg4m1_iRKoo4@bfoster',
    ],
    release: 'v6.12',
  },
  'scan-revalidate': {
    kind: 'proposed',
    who: FOSTER,
    messages: [1, 2, 3, 4, 5].map((n) => foster(`20240718130212.23905-${n}`)),
    release: null,
  },
  'scan-revalidate-as-posted': {
    kind: 'variant',
    who: FOSTER,
    messages: [foster('20240718130212.23905-4'), foster('20240718130212.23905-2')],
    release: null,
  },
  'scan-ignoring-locked': {
    kind: 'variant',
    who: CHINNER,
    messages: ['ZpmycN7FraEm+jRs@dread.disaster.area', 'Zz3zkhtuAzz2bXAI@bfoster'],
    release: null,
  },
  'scan-without-revalidate': {
    kind: 'variant',
    who: FOSTER,
    messages: [foster('20240718130212.23905-4')],
    release: null,
  },
  'valid-in-ops': {
    kind: 'proposed',
    who: DARRICK,
    messages: ['20240718160202.GL612460@frogsfrogsfrogs'],
    release: null,
  },
  invalidate: { kind: 'proposed', who: CHINNER, messages: [CHINNER_ON_COVER], release: null },
  'invalidate-discard': { kind: 'variant', who: CHINNER, messages: [CHINNER_ON_COVER], release: null },
  'invalidate-zero-partial': { kind: 'model-derived', who: 'nobody', messages: [], release: null },
  'invalidate-check-writeback': {
    kind: 'proposed',
    who: CHINNER,
    messages: [CHINNER_ON_COVER],
    release: null,
  },
  'opt-out-flag': {
    kind: 'proposed',
    who: FOSTER,
    messages: [foster('20240718130212.23905-1')],
    release: null,
  },
  'folio-batch': {
    kind: 'proposed',
    who: FOSTER,
    messages: [
      foster('20241119154656.774395-1'),
      foster('20250605173357.579720-1'),
      foster('20250714132059.288129-1'),
      foster('20250714204122.349582-1'),
      foster('20251003134642.604736-1'),
      foster('20251003134642.604736-2'),
      foster('20251003134642.604736-4'),
      foster('20251003134642.604736-6'),
    ],
    release: 'v6.19',
  },
  'folio-batch-before-lookup': {
    kind: 'variant',
    who: FOSTER,
    messages: ['aEgj4J0d1AppDCuH@bfoster'],
    release: null,
  },
  'folio-batch-after-unlock': {
    kind: 'proposed',
    who: 'Zhang Yi',
    messages: ['20260203062523.3869120-18-yi.zhang@huawei.com', 'aJNXwvp87THRLtpf@bfoster'],
    release: null,
  },
  'folio-batch-no-hole-flush': {
    kind: 'variant',
    who: FOSTER,
    messages: [foster('20260309134506.167663-4'), 'aIobh49Bb0Vqz10I@bfoster'],
    release: null,
  },
  'folio-batch-cow-mapping': {
    kind: 'proposed',
    who: FOSTER,
    messages: [1, 3, 4, 9].map((n) => foster(`20260309134506.167663-${n}`)),
    release: null,
  },
  'flush-if-dirty-no-hole': {
    kind: 'variant',
    who: FOSTER,
    messages: [foster('20260309134506.167663-4'), '20240829214800.GQ6224@frogsfrogsfrogs'],
    release: null,
  },
  'zero-partial-eof': {
    kind: 'proposed',
    who: FOSTER,
    messages: [foster('20241115200155.593665-4'), foster('20241115200155.593665-1')],
    release: 'v6.13 to v6.18',
  },
  'lookup-no-create': {
    kind: 'proposed',
    who: `${CHINNER}, Zhang Yi`,
    messages: [
      '20221201005214.3836105-1-david@fromorbit.com',
      '20240529095206.2568162-2-yi.zhang@huaweicloud.com',
    ],
    release: null,
  },
};

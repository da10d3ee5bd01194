import { assert } from '@/lib/base/assert.ts';
import type { CatalogueEntry } from '@/lib/sim/domain.ts';
import { readScript } from '@/lib/sim/refcount/language.ts';

const TEXTS: readonly (readonly [name: string, text: string])[] = [
  [
    'lookup-races-removal',
    `# domain: refcount
# claim: An object that is found under RCU may have lost its last reference already.
# topics: removal rcu
# profile: free=rcu table=strong
# events: 5
# why: Removal takes the object out and drops the reference of the table between the lookup and the get.
# why: RCU keeps the memory until the section is left, not the count: raising it from zero revives nothing.
lookup
remove
`,
  ],
  [
    'weak-entry-lookup',
    `# domain: refcount
# claim: A table that holds no reference can be asked between the last put and the release.
# topics: removal rcu weak lock
# profile: free=rcu table=weak
# events: 5
# why: The last put comes before the release takes the object out, so a lookup finds it with a count of zero,
# why: whatever lock it holds. Only a get that fails at zero notices.
lookup
remove
`,
  ],
  [
    'typesafe-reuse',
    `# domain: refcount
# claim: With SLAB_TYPESAFE_BY_RCU a get that succeeds may be one of another object.
# topics: reuse typesafe rcu
# profile: free=typesafe table=strong
# events: 5
# why: The memory becomes another object with a count of one within the section. refcount_inc_not_zero
# why: succeeds there; only the key tells, and only once the reference keeps the object as it is.
lookup
remove
reuse
`,
  ],
  [
    'free-without-grace',
    `# domain: refcount
# claim: refcount_inc_not_zero is no help where the memory is freed at once.
# topics: removal kfree lock
# profile: free=now table=strong
# events: 5
# why: The count that is compared with zero is in the memory that is gone.
lookup
remove
`,
  ],
  [
    'two-lookups-one-removal',
    `# domain: refcount
# claim: The last put may be that of a lookup, while another one is about to get.
# topics: removal rcu
# profile: free=rcu table=strong
# events: 5
# why: The grace period that the release asks for waits for the other section as well.
lookup
lookup
remove
`,
  ],
  [
    'lookup-alone',
    `# domain: refcount
# claim: What a lookup costs when nobody removes anything.
# topics: cost
# events: 0
lookup
`,
  ],
];

/** In the order in which they build on each other. */
export const CATALOGUE: readonly CatalogueEntry[] = TEXTS.map(([name, text]) => {
  const { header, problems } = readScript(name, text, []);
  assert(problems.length === 0, `${name}: ${problems[0]?.message}`);
  return { name, text, script: { header }, events: header.events ?? 5 };
});

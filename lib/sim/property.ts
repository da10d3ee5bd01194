/**
 * A named statement about states.
 *
 * - `always`: holds in every reachable state; a state where it does not is its counterexample.
 * - `sometimes`: holds in some reachable state; that state is its example.
 * - `progress`: the model counts how often it went round without coming closer to its end. More rounds than
 *   `roundsMax` are a counterexample. This is a bounded answer: it says that nothing but the environment can
 *   end the loop within that many rounds, and where the state repeats, never. A model without a violation may
 *   still loop for ever if the environment keeps helping, because paths have a bounded number of background
 *   events.
 */
export type Property =
  | { readonly kind: 'always'; readonly name: string; readonly holds: (state: Uint8Array) => boolean }
  | { readonly kind: 'sometimes'; readonly name: string; readonly holds: (state: Uint8Array) => boolean }
  | {
      readonly kind: 'progress';
      readonly name: string;
      readonly roundsMax: number;
      readonly rounds: (state: Uint8Array) => number;
    };

/** Whether `state` decides the property: breaks it, or for `sometimes`, shows it. */
export function decides(property: Property, state: Uint8Array): boolean {
  switch (property.kind) {
    case 'always':
      return !property.holds(state);
    case 'sometimes':
      return property.holds(state);
    case 'progress':
      return property.rounds(state) > property.roundsMax;
  }
}

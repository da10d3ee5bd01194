import type { Model } from '@/lib/sim/model.ts';
import type { Property } from '@/lib/sim/property.ts';
import { allowedKinds, happen, possibleKinds } from '@/lib/sim/zero-range/background.ts';
import { byte, hasFlag } from '@/lib/sim/zero-range/kernel.ts';
import {
  countForeground,
  isAtEnd,
  isStuck,
  type Machine,
  runForeground,
} from '@/lib/sim/zero-range/machine.ts';
import { propertiesOf } from '@/lib/sim/zero-range/properties.ts';
import { DISK_SHIFT, EVENTS, GARBAGE, STATEMENT, WINDOW_OPEN } from '@/lib/sim/zero-range/state.ts';

/** Kinds of background events in one byte, folios in another. */
const KIND_SHIFT = 8;

/** What was offered last. */
export type Offer = { foreground: number; readonly events: Int32Array };

/** The machine as a model: the foreground comes first, then what the window allows and no lock forbids. */
export function modelOf(
  m: Machine,
  properties: readonly Property[] = propertiesOf(m),
): { readonly model: Model; readonly offer: Offer } {
  const { k } = m;
  const { layout } = k;
  const allowed = m.windows.map((window) => allowedKinds(window, layout.folios));
  const offer: Offer = { foreground: 0, events: new Int32Array(layout.folios * 8) };
  const model: Model = {
    name: 'zero-range',
    stateBytes: layout.stateBytes,
    eventsAt: EVENTS,
    properties,
    writeInitial: (state) => {
      state.fill(0);
      state.fill(GARBAGE << DISK_SHIFT, layout.cellsAt, layout.cellsAt + layout.cells);
    },
    offer: (state, eventsMax) => {
      k.state = state;
      offer.foreground = 0;
      if (isAtEnd(m) || isStuck(m)) return 0;
      offer.foreground = countForeground(m);
      if (!hasFlag(k, WINDOW_OPEN) || byte(state, EVENTS) >= eventsMax) return offer.foreground;
      const kindsOf = allowed[byte(state, STATEMENT)] as Uint8Array;
      let count = 0;
      for (let folio = 0; folio < layout.folios; folio++) {
        let kinds = possibleKinds(k, folio) & byte(kindsOf, folio);
        while (kinds !== 0) {
          const kind = 31 - Math.clz32(kinds & -kinds);
          offer.events[count++] = (kind << KIND_SHIFT) | folio;
          kinds &= kinds - 1;
        }
      }
      return offer.foreground + count;
    },
    take: (state, choice) => {
      k.state = state;
      if (choice < offer.foreground) runForeground(m, choice);
      else happen(k, eventKind(offer, choice), eventFolio(offer, choice));
    },
  };
  return { model, offer };
}

export function eventKind(offer: Offer, choice: number): number {
  return (offer.events[choice - offer.foreground] as number) >> KIND_SHIFT;
}

export function eventFolio(offer: Offer, choice: number): number {
  return (offer.events[choice - offer.foreground] as number) & 255;
}

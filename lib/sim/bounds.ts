/**
 * How far a search may go. Bounds are counts and never times: the same bounds give the same report on every
 * machine. A bound that cut the search is reported (`exhausted: false`), and then the absence of a
 * counterexample proves nothing.
 */
export type Bounds = {
  /**
   * Background actions on one path. They are what makes a model infinite or large, so they are what is
   * bounded.
   */
  readonly eventsMax: number;
  /** Distinct states kept. One costs at most 100 bytes. */
  readonly statesMax: number;
};

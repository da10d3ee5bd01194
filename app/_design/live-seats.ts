/** Open pages of one process; the others are not live, and say nothing of it. */
const OPEN_MAX = 500;
/** Of one account, or of one address without: a house of people behind one, and no more than an eighth of all. */
const OPEN_OF_ONE_MAX = 60;

const seats = new Map<string, number>();
let open = 0;

/**
 * Counts one more open page of `client`, until the returned function is called, once or more often. The status to
 * refuse it with when this client has too many (429), or all have (503). Counted before anything is waited for, so that
 * a thousand at once are not let in together.
 */
export function takeSeat(client: string): (() => void) | 429 | 503 {
  const own = seats.get(client) ?? 0;
  if (own >= OPEN_OF_ONE_MAX) return 429;
  if (open >= OPEN_MAX) return 503;
  open += 1;
  seats.set(client, own + 1);
  let isTaken = true;
  return () => {
    if (!isTaken) return;
    isTaken = false;
    open -= 1;
    const left = (seats.get(client) ?? 1) - 1;
    if (left > 0) seats.set(client, left);
    else seats.delete(client);
  };
}

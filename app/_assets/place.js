// @ts-check
/*
 * Coming back to a page: the rows that were open and the row one was at are so again, by the browser's way back, by a
 * reload, and by `u` from what the page led to. Browsers keep whole pages for their way back as they like, and seldom
 * those of somebody who is signed in. Kept in the tab alone, by the address of the page. Uses docket.js.
 */

/**
 * `at`: the row, `byKeys`: it had the focus of who goes by keys, `open`: names of open rows, `to`: where one went.
 * @typedef {{ at: string, byKeys: boolean, open: string[], to: string }} Place
 */

/** Where the link leads that was followed last, and its row. @type {{ to: string, stop: Element | null }} */
const followed = { to: '', stop: null };

function placeKey() {
  return `docket-place ${location.pathname}${location.search}`;
}

/** @param {Element} stop */
function nameOfStop(stop) {
  const link = stop instanceof HTMLElement ? linkOf(stop) : null;
  return stop.id || (link?.getAttribute('href') ?? '');
}

/** What folds, by its id, since rows come and go meanwhile; without one by its place. */
function rowsByName() {
  const rows = [...document.querySelectorAll('main details')];
  return new Map(rows.map((row, index) => [row.id || String(index), row]));
}

function keepPlace() {
  const stop = followed.stop ?? currentStop();
  /** @type {Place} */
  const place = {
    at: stop === null ? '' : nameOfStop(stop),
    byKeys: stop?.querySelector(':focus-visible') != null,
    open: [...rowsByName()].flatMap(([name, row]) => (row.hasAttribute('open') ? [name] : [])),
    to: followed.to,
  };
  try {
    sessionStorage.setItem(placeKey(), JSON.stringify(place));
  } catch {
    // A browser that keeps nothing begins at the top.
  }
}

/** @returns {Place | null} what is kept of this page, if it is come back to */
function keptPlace() {
  const [entry] = performance.getEntriesByType('navigation');
  const way = entry instanceof PerformanceNavigationTiming ? entry.type : '';
  try {
    /** @type {Place | null} */
    const place = JSON.parse(sessionStorage.getItem(placeKey()) ?? 'null');
    const isBack = way === 'back_forward' || way === 'reload';
    return isBack || (place !== null && cameFrom(place.to)) ? place : null;
  } catch {
    return null;
  }
}

/** @param {string} path */
function cameFrom(path) {
  return path !== '' && document.referrer !== '' && new URL(document.referrer).pathname === path;
}

function takePlace() {
  const place = keptPlace();
  if (place === null) return;
  const rows = rowsByName();
  for (const name of place.open) rows.get(name)?.setAttribute('open', '');
  // A fragment says better where one is.
  if (place.at === '' || currentStop() !== null) return;
  const stop = stops().find((one) => nameOfStop(one) === place.at);
  if (stop === undefined) return;
  stop.classList.add('at');
  if (place.byKeys) linkOf(stop)?.focus({ preventScroll: true });
  if (cameFrom(place.to) && !isOnScreen(stop)) stop.scrollIntoView({ block: 'center' });
}

document.addEventListener('click', ({ target }) => {
  const link = target instanceof Element ? target.closest('main a[href]') : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  followed.to = link.pathname;
  followed.stop = link.closest('[data-stop]');
});
addEventListener('pagehide', keepPlace);
takePlace();

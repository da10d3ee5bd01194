// @ts-check
/*
 * Keys and folding. Everything here is a convenience: every key has a visible button or link, every page reads whole
 * without this file. A stop is an element with `data-stop`: a row of a table or tree, a message of a thread.
 */

const FOCUSABLE = 'a[href], button';

/** @returns {HTMLElement[]} */
function stops() {
  return [...document.querySelectorAll('[data-stop]')]
    .filter((stop) => stop instanceof HTMLElement)
    .filter((stop) => !stop.parentElement?.closest('details:not([open])'));
}

/** @returns {HTMLElement | null} */
function currentStop() {
  const marked = document.querySelector('[data-stop].at');
  return marked instanceof HTMLElement ? marked : null;
}

/** Where reading begins: what the page is opened for, else the stop under the header line, scrolled to by hand. */
function firstVisibleIndex() {
  const all = stops();
  const begin = document.querySelector('[data-begin] [data-stop]');
  if (scrollY === 0 && begin instanceof HTMLElement) return all.indexOf(begin);
  const index = all.findIndex((stop) => stop.getBoundingClientRect().bottom > 60);
  return index < 0 ? all.length - 1 : index;
}

/** @param {number} step 1 or -1 */
function move(step) {
  const all = stops();
  if (all.length === 0) return;
  const current = currentStop();
  const from =
    current !== null && isOnScreen(current) ? all.indexOf(current) : firstVisibleIndex() - (step > 0 ? 1 : 0);
  const target = all[Math.min(Math.max(from + step, 0), all.length - 1)];
  if (target !== undefined) goTo(target);
}

/** @param {HTMLElement} element */
function isOnScreen(element) {
  const box = element.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
}

/** @param {HTMLElement} stop */
function goTo(stop) {
  currentStop()?.classList.remove('at');
  stop.classList.add('at');
  const target = linkOf(stop);
  if (target !== null) target.focus({ preventScroll: true });
  stop.scrollIntoView({ block: stop.tagName === 'ARTICLE' ? 'start' : 'nearest' });
  stop.dispatchEvent(new CustomEvent('docket-at', { bubbles: true }));
}

/**
 * The link that `o` opens.
 * @param {HTMLElement} stop
 * @returns {HTMLElement | null}
 */
function linkOf(stop) {
  if (stop instanceof HTMLDetailsElement) return stop.querySelector('summary');
  const link =
    stop.querySelector('a[data-open]') ?? stop.querySelector('.main a') ?? stop.querySelector(FOCUSABLE);
  return link instanceof HTMLElement ? link : null;
}

function open() {
  const stop = currentStop();
  if (stop === null) return;
  linkOf(stop)?.click();
  stop.dispatchEvent(new CustomEvent('docket-open', { bubbles: true }));
}

function up() {
  const link = document.querySelector('link[rel=up]');
  if (link instanceof HTMLLinkElement) location.assign(link.href);
}

/** @param {string} selector */
function follow(selector) {
  const link = document.querySelector(selector);
  if (link instanceof HTMLElement) link.click();
}

/**
 * Presses the button of the row one is at that says so.
 * @param {string} key
 */
function press(key) {
  const button = currentStop()?.querySelector(`[data-press="${key}"]`);
  if (button instanceof HTMLButtonElement) button.click();
}

/** To the forms for the words that are selected in a mail; where some are on the page already, into their field. */
function comment() {
  const selection = getSelection();
  const range = selection === null || selection.rangeCount === 0 ? null : selection.getRangeAt(0);
  const start = range?.startContainer;
  const pre = (start instanceof Element ? start : start?.parentElement)?.closest('pre.mail');
  if (range === null || range.collapsed || !pre?.contains(range.endContainer)) {
    const field = document.querySelector('.on-words textarea');
    if (field instanceof HTMLElement) field.focus();
    return;
  }
  // The text of the element is the body itself, so lengths are offsets.
  const before = document.createRange();
  before.selectNodeContents(pre);
  before.setEnd(range.startContainer, range.startOffset);
  const from = before.toString().length;
  const link = pre.closest('article')?.querySelector('a[data-open]');
  const page = new URL(link instanceof HTMLAnchorElement ? link.href : location.href);
  page.search = `?words=${from}-${from + range.toString().length}`;
  page.hash = 'words';
  location.assign(page);
}

/** To the field of the search page, else the one at the top, else (there is no room for it) to the page. */
function search() {
  const fields = ['main input[name=q]', '.find input'].map((selector) => document.querySelector(selector));
  const field = fields.find((one) => one instanceof HTMLInputElement && one.offsetParent !== null);
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  } else {
    follow('a[data-search]');
  }
}

/** To a draft of a reply to the words of the row one is at, else to the message of the page. */
function reply() {
  const scope = currentStop() ?? document;
  const links = ['[data-reply]', '[data-words]', '[data-open]'].map((mark) =>
    scope.querySelector(`a${mark}`),
  );
  const link =
    links.find((one) => one instanceof HTMLAnchorElement) ?? document.querySelector('a[data-reply]');
  if (!(link instanceof HTMLAnchorElement)) return;
  const { pathname, searchParams, hash } = new URL(link.href);
  if (link.matches('[data-reply]')) location.assign(link.href);
  // Only what leads to one message: /LIST/MESSAGE-ID/, with the fragment of an item or offsets of words.
  else if (/^\/[^/]+\/[^/]+\/$/.test(pathname)) {
    const words = searchParams.get('words');
    const about =
      words === null ? (hash.startsWith('#i') ? `?item=${hash.slice(1)}` : '') : `?words=${words}`;
    location.assign(`${pathname}reply${about}`);
  }
}

/** What had the focus before the help was shown. @type {Element | null} */
let beforeHelp = null;

function toggleHelp() {
  if (document.documentElement.classList.contains('help')) {
    closeHelp();
    return;
  }
  document.documentElement.classList.add('help');
  beforeHelp = document.activeElement;
  document.getElementById('keys')?.focus({ preventScroll: true });
}

/** Reading goes on where it was, not at the foot of the page, where the help stands. */
function closeHelp() {
  if (!document.documentElement.classList.contains('help')) return;
  document.documentElement.classList.remove('help');
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused.closest('#keys')) focused.blur();
  if (beforeHelp instanceof HTMLElement) beforeHelp.focus({ preventScroll: true });
}

/** @param {Element} fold */
function toggleFold(fold) {
  const isOpen = fold.classList.toggle('open');
  fold.setAttribute('aria-expanded', String(isOpen));
}

/** Opens all quotes of the message one is in (or on the page's only one), or folds them when all are open. */
function toggleFolds() {
  const scope = currentStop()?.querySelector('.fold') ? currentStop() : document;
  const folds = [...(scope?.querySelectorAll('.fold') ?? [])];
  const someFolded = folds.some((fold) => !fold.classList.contains('open'));
  for (const fold of folds) if (fold.classList.contains('open') !== someFolded) toggleFold(fold);
}

/**
 * Makes the empty spans that the renderer left before folded lines into buttons; their text is in the style sheet.
 * @param {ParentNode} scope
 */
function prepareFolds(scope) {
  for (const fold of scope.querySelectorAll('.fold')) {
    fold.setAttribute('role', 'button');
    fold.setAttribute('tabindex', '0');
    fold.setAttribute('aria-expanded', 'false');
    fold.setAttribute('aria-label', `${fold.getAttribute('data-lines')} quoted lines`);
  }
}

/** On a narrow screen patches and tables scroll by themselves (phone.css): with the keys, too. */
function prepareScrolling() {
  for (const wide of document.querySelectorAll('.mail .wide, .mail .diffstat')) {
    if (wide.scrollWidth > wide.clientWidth && wide.clientWidth > 0) wide.setAttribute('tabindex', '0');
  }
}

/** @type {Readonly<Record<string, () => void>>} */
const ACTIONS = {
  j: () => move(1),
  k: () => move(-1),
  o: open,
  u: up,
  f: toggleFolds,
  r: reply,
  '[': () => follow('[data-step="["]'),
  ']': () => follow('[data-step="]"]'),
  '/': search,
  a: () => press('a'),
  x: () => press('x'),
  c: comment,
  '?': toggleHelp,
  Escape: closeHelp,
};

let awaitsSecond = false;

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const target = event.target;
  if (target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]')) return;
  if (
    target instanceof HTMLElement &&
    target.classList.contains('fold') &&
    (event.key === 'Enter' || event.key === ' ')
  ) {
    event.preventDefault();
    toggleFold(target);
    return;
  }
  const stop = currentStop();
  if (event.key === 'Enter' && stop !== null && target === linkOf(stop)) {
    // All that `o` does: the browser alone would not show the words of a row beside it.
    event.preventDefault();
    open();
    return;
  }
  if (awaitsSecond) {
    awaitsSecond = false;
    if (event.key === 'h') location.assign('/');
    if (event.key === 'd') follow('a[data-design]');
    return;
  }
  if (event.key === 'g') {
    awaitsSecond = true;
    return;
  }
  const action = Object.hasOwn(ACTIONS, event.key) ? ACTIONS[event.key] : undefined;
  if (action === undefined) return;
  event.preventDefault();
  action();
}

/** @param {MouseEvent} event */
function onClick(event) {
  const target = event.target;
  if (!(target instanceof Element)) return;
  const fold = target.closest('.fold');
  if (fold !== null) toggleFold(fold);
  const key = target.closest('[data-key]')?.getAttribute('data-key') ?? null;
  if (key !== null && Object.hasOwn(ACTIONS, key)) {
    event.preventDefault();
    ACTIONS[key]?.();
  }
}

/** Where a fragment leads, one is: after judging an item the keys go on from its row. */
function startAtFragment() {
  const stop = document.getElementById(location.hash.slice(1))?.closest('[data-stop]');
  if (!(stop instanceof HTMLElement)) return;
  currentStop()?.classList.remove('at');
  stop.classList.add('at');
}

document.addEventListener('keydown', onKey);
addEventListener('hashchange', startAtFragment);
document.addEventListener('click', onClick);
prepareFolds(document);
prepareScrolling();
startAtFragment();

// @ts-check
/*
 * The reading pane of the design page, and the line that says that something changed. Comfort only: without this file
 * every link leads to the message itself. Uses prepareFolds of docket.js.
 */

const hasRoom = matchMedia('(width >= 1200px)');

/** @type {AbortController | null} */
let loading = null;

/** @returns {HTMLElement | null} */
function shownPane() {
  const pane = document.querySelector('.pane');
  return pane instanceof HTMLElement ? pane : null;
}

/** @returns {HTMLElement} */
function makePane() {
  const pane = document.createElement('aside');
  pane.className = 'pane';
  pane.tabIndex = 0;
  pane.setAttribute('aria-label', 'Reading pane');
  keepInPlace(() => {
    document.body.classList.add('reading');
    document.querySelector('main')?.append(pane);
  });
  return pane;
}

function closePane() {
  loading?.abort();
  const pane = shownPane();
  if (pane === null) return;
  keepInPlace(() => {
    pane.remove();
    document.body.classList.remove('reading');
  });
}

/**
 * Changes the layout without moving the row one is at.
 * @param {() => void} change
 */
function keepInPlace(change) {
  const active = document.activeElement;
  const anchor = document.querySelector('[data-stop].at') ?? (active === document.body ? null : active);
  const before = anchor?.getBoundingClientRect().top ?? 0;
  change();
  if (anchor !== null) scrollBy(0, anchor.getBoundingClientRect().top - before);
}

/** @param {string} href an address of a message, with the fragment of the words */
async function read(href) {
  loading?.abort();
  const controller = new AbortController();
  loading = controller;
  const address = new URL(href, location.href);
  try {
    const response = await fetch(address, { signal: controller.signal });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (controller.signal.aborted) return;
    const message = page.querySelector('article.whole');
    if (!response.ok || message === null) {
      location.assign(href);
      return;
    }
    show(page.querySelector('h1'), message, address);
  } catch {
    // A newer one was asked for, or the server is away: then the browser tells.
    if (!controller.signal.aborted) location.assign(href);
  }
}

/**
 * @param {Element | null} subject
 * @param {Element} message
 * @param {URL} address
 */
function show(subject, message, address) {
  const pane = shownPane() ?? makePane();
  const title = document.createElement('h2');
  // Its marks too, of characters that are not seen.
  title.append(...document.importNode(subject ?? title, true).childNodes);
  const links = document.createElement('p');
  links.className = 'pane-links';
  const whole = document.createElement('a');
  whole.href = address.href;
  whole.textContent = 'open the message';
  const reply = message.querySelector('a[data-reply]');
  const close = document.createElement('button');
  close.type = 'button';
  close.dataset['close'] = '';
  close.textContent = 'close (Esc)';
  links.append(whole);
  if (reply instanceof HTMLAnchorElement) {
    const draft = document.createElement('a');
    draft.href =
      reply.href + (address.hash.startsWith('#i') ? `?item=${address.hash.slice(1)}` : address.search);
    draft.textContent = 'reply';
    draft.title = 'Reply (r)';
    links.append(draft);
  }
  links.append(close);
  pane.replaceChildren(links, title, document.importNode(message, true));
  prepareFolds(pane);
  const pin = address.hash === '' ? null : pane.querySelector(`[id="${CSS.escape(address.hash.slice(1))}"]`);
  pin?.classList.add('shown');
  for (const named of pane.querySelectorAll('[id]')) named.removeAttribute('id');
  pane.scrollTop = 0;
  if (pin instanceof HTMLElement) unfoldTo(pin);
  const words = pin?.nextElementSibling;
  if (words instanceof HTMLElement) {
    const top = words.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop = Math.max(0, top - pane.clientHeight / 3);
  }
}

/** @param {HTMLElement} pin */
function unfoldTo(pin) {
  const fold = pin.closest('.folded')?.previousElementSibling;
  if (fold?.classList.contains('fold') && !fold.classList.contains('open')) toggleFold(fold);
}

/**
 * The words that a row stands for: those of its first quotation.
 * @param {EventTarget | null} stop
 * @returns {HTMLAnchorElement | null}
 */
function wordsOf(stop) {
  const link = stop instanceof Element ? stop.querySelector('a[data-words]') : null;
  return link instanceof HTMLAnchorElement ? link : null;
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('[data-close]')) closePane();
  if (target?.closest('[data-read]')) {
    document.documentElement.classList.remove('first-visit');
    try {
      localStorage.setItem('docket-read', '1');
    } catch {
      // A browser that keeps nothing shows it again on the next page.
    }
  }
  const link = target?.closest('a[data-words]');
  if (!(link instanceof HTMLAnchorElement) || !hasRoom.matches) return;
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  void read(link.href);
});

document.addEventListener('docket-at', (event) => {
  const link = wordsOf(event.target);
  if (shownPane() !== null && link !== null) void read(link.href);
});

document.addEventListener('docket-open', (event) => {
  const link = wordsOf(event.target);
  const isOption = event.target instanceof HTMLDetailsElement && event.target.open;
  if (isOption && link !== null && hasRoom.matches) void read(link.href);
});

document.addEventListener('keydown', (event) => {
  const target = event.target;
  if (target instanceof HTMLElement && target.closest('input, textarea, select')) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') closePane();
  if (event.key === 'e' && document.getElementById('evidence') !== null) location.hash = '#evidence';
});

let changes = 0;
/** @type {EventSource | null} */
let source = null;

/**
 * A connection that is lost the browser opens again by itself. One that is refused, while the server or its database
 * comes back or has too many, it gives up for good, so we ask again: ever later, and not all pages at once.
 */
const AGAIN_MS_MIN = 15_000;
const AGAIN_MS_MAX = 600_000;
let againMs = AGAIN_MS_MIN;

function tellChanges() {
  const top = document.querySelector('.top .who');
  if (top === null) return;
  const known = document.querySelector('.changed');
  const line = known instanceof HTMLAnchorElement ? known : document.createElement('a');
  line.className = 'changed';
  line.href = location.href;
  line.textContent = changes === 1 ? '1 change: reload' : `${changes} changes: reload`;
  line.addEventListener('click', () => location.reload(), { once: true });
  if (known === null) {
    const status = document.createElement('span');
    status.setAttribute('role', 'status');
    status.append(line);
    top.before(status);
  }
}

/** Only while the page is seen: browsers open six connections to a host, and pages need them. */
function listen() {
  const page = document.querySelector('[data-live]');
  if (!(page instanceof HTMLElement) || source !== null || document.hidden) return;
  const { live = '', mark = '' } = page.dataset;
  const opened = new EventSource(`/api/live?${new URLSearchParams({ design: live, mark })}`);
  source = opened;
  source.addEventListener('open', () => {
    againMs = AGAIN_MS_MIN;
  });
  source.addEventListener('error', () => {
    if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
    source = null;
    setTimeout(listen, againMs * (1 + Math.random()));
    againMs = Math.min(againMs * 2, AGAIN_MS_MAX);
  });
  source.addEventListener('changed', ({ data }) => {
    // What was missed while nobody listened, at each connection as long as the page is old.
    if (data === 'missed' && changes > 0) return;
    changes += 1;
    tellChanges();
  });
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    source?.close();
    source = null;
  } else {
    listen();
  }
});
listen();

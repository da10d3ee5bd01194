// @ts-check
/*
 * The keys that say something of the item of a row: `a` and `x` accept and reject it, `s`, `l` and `c` lead into the
 * field that each is about. Every one of them has a button in the forms of the item.
 */

/** What of a field has to be in sight. */
const FIELD_HEIGHT = 80;

/** The keys that open forms, and the field each is about. */
const FIELDS = { s: 'forms-status', l: 'forms-link', c: 'forms-comment' };

// Whoever came by such a key can write at once, below the title of what it is about.
const asked = document.getElementById(location.hash.slice(1));
if (asked?.closest('#forms')) {
  if (asked.id !== 'forms') asked.focus();
  showWithTitle(asked);
  // The browser goes to the fragment once more when all is there.
  addEventListener('load', () => showWithTitle(asked), { once: true });
}

/**
 * A style sheet knows neither how high the line at the top is nor how much was said of an item.
 * @param {HTMLElement} field
 */
function showWithTitle(field) {
  const row = field.closest('[data-stop]');
  const line = document.querySelector('.top');
  if (row === null || line === null) return;
  row.scrollIntoView({ block: 'start' });
  scrollBy(0, row.getBoundingClientRect().top - line.getBoundingClientRect().bottom);
  if (field.getBoundingClientRect().top > innerHeight - FIELD_HEIGHT)
    field.scrollIntoView({ block: 'center' });
}

/**
 * The item of a row: its forms where they are open, else the link to them; never of a row inside it.
 * @param {Element | null} stop
 * @returns {HTMLElement | null}
 */
function judgedOf(stop) {
  const all = [...(stop?.querySelectorAll('[data-judge]') ?? [])];
  const own = all.filter((one) => one.closest('[data-stop]') === stop);
  const found = own.find(({ id }) => id === 'forms') ?? own[0];
  return found instanceof HTMLElement ? found : null;
}

/**
 * Accepts or rejects the item of the row one is at, or opens its forms.
 * @param {string} key
 */
function judge(key) {
  const judged = judgedOf(document.querySelector('[data-stop].at'));
  if (judged === null) return;
  const form = document.getElementById('judge-by-key');
  if (key === 's' || key === 'l' || key === 'c') {
    const open = judged instanceof HTMLAnchorElement ? null : document.getElementById(FIELDS[key]);
    if (open !== null) open.focus();
    else if (judged instanceof HTMLAnchorElement) {
      const address = new URL(judged.href);
      address.hash = FIELDS[key];
      hearNothing();
      location.assign(address);
    }
    return;
  }
  if (!(form instanceof HTMLFormElement)) {
    judged.click();
    return;
  }
  const page = new URL(location.href);
  page.searchParams.delete('judge');
  const values = {
    verb: key === 'a' ? 'accept' : 'reject',
    item: judged.dataset['judge'] ?? '',
    onTop: judged.dataset['head'] ?? '',
    back: `${page.pathname}${page.search}#${judged.parentElement?.closest('[id]')?.id ?? ''}`,
  };
  for (const [name, value] of Object.entries(values)) {
    const input = form.elements.namedItem(name);
    if (input instanceof HTMLInputElement) input.value = value;
  }
  hearNothing();
  form.submit();
}

/** As long as a page may take to come; when it does not come, the keys are needed again. */
const DEAF_MS = 5_000;

/**
 * Until the next page is there: what somebody types into the field that `c` leads to, or says of the row behind this
 * one, is no key for the row of the old page, which an `a` in it would accept.
 */
function hearNothing() {
  /** @param {KeyboardEvent} event */
  const swallow = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const hearAgain = () => removeEventListener('keydown', swallow, true);
  addEventListener('keydown', swallow, true);
  addEventListener('pagehide', hearAgain, { once: true });
  setTimeout(hearAgain, DEAF_MS);
}

document.addEventListener('keydown', (event) => {
  const target = event.target;
  if (target instanceof HTMLElement && target.closest('input, textarea, select')) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!['a', 'x', 's', 'l', 'c'].includes(event.key)) return;
  // Or the field that it leads into would get the letter.
  event.preventDefault();
  judge(event.key);
});

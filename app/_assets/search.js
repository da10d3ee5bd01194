// @ts-check
/**
 * What a search finds, below its field, while one types: a combobox with a list of what was found. The form is one
 * without script as well; Enter on nothing chosen sends it.
 */

/** Between the last key and the question. */
const REST_MS = 90;
const LETTERS_MIN = 2;
/** After a refusal of a server that is busy: asked once more. */
const AGAIN_MS = 1_000;

/** @typedef {{ readonly text: string, readonly hit: boolean }} Piece */
/** @typedef {{ readonly href: string, readonly title: readonly Piece[], readonly note: string }} FoundRow */
/** @typedef {{ readonly words: string, readonly rows: readonly FoundRow[] }} Instant */

let fields = 0;

/** The empty box below a field. @param {HTMLFormElement} form */
function makeBox(form) {
  fields += 1;
  const box = document.createElement('div');
  box.className = 'instant';
  box.hidden = true;
  const words = document.createElement('p');
  words.className = 'note';
  words.setAttribute('role', 'status');
  const list = document.createElement('ul');
  list.id = `found-${fields}`;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Found');
  box.append(words, list);
  form.append(box);
  return { box, words, list };
}

/** @param {HTMLFormElement} form @param {HTMLInputElement} field */
function attach(form, field) {
  const { box, words, list } = makeBox(form);
  field.setAttribute('role', 'combobox');
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-expanded', 'false');
  field.setAttribute('aria-controls', list.id);
  field.setAttribute('autocomplete', 'off');

  /** @type {AbortController | null} */
  let asking = null;
  let timer = 0;
  let chosen = -1;

  const options = () => [...list.querySelectorAll('li')];

  /** @param {number} index */
  function choose(index) {
    const all = options();
    chosen = all.length === 0 ? -1 : (index + all.length + 1) % (all.length + 1);
    if (chosen === all.length) chosen = -1;
    for (const [at, item] of all.entries()) {
      item.setAttribute('aria-selected', String(at === chosen));
      if (at === chosen) item.scrollIntoView({ block: 'nearest' });
    }
    const id = all[chosen]?.id ?? '';
    if (id === '') field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', id);
  }

  function close() {
    asking?.abort();
    clearTimeout(timer);
    box.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    choose(-1);
  }

  /** @param {Instant} found */
  function show(found) {
    words.textContent = found.words;
    list.replaceChildren(...found.rows.map((row, index) => option(row, `${list.id}-${index}`)));
    list.hidden = found.rows.length === 0;
    box.hidden = found.words === '' && found.rows.length === 0;
    field.setAttribute('aria-expanded', String(found.rows.length > 0));
    choose(-1);
  }

  async function ask(mayRepeat = true) {
    asking?.abort();
    const own = new AbortController();
    asking = own;
    const query = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    query.set('x', 'i');
    try {
      const response = await fetch(`${form.action.split('?')[0]}?${query}`, { signal: own.signal });
      if (own.signal.aborted) return;
      if (response.ok) show(await response.json());
      else if (mayRepeat) timer = window.setTimeout(() => ask(false), AGAIN_MS);
    } catch {
      // Typed on, or the server is away: the form still works.
    }
  }

  field.addEventListener('input', () => {
    clearTimeout(timer);
    if (field.value.trim().length < LETTERS_MIN) close();
    else timer = window.setTimeout(() => ask(), REST_MS);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !box.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (box.hidden) return;
      event.preventDefault();
      const none = event.key === 'ArrowDown' ? 0 : -2;
      choose(chosen === -1 ? none : chosen + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && chosen !== -1) {
      event.preventDefault();
      options()[chosen]?.click();
    }
  });
  form.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node) || !form.contains(event.relatedTarget)) close();
  });
  // A press takes the focus away before the click that follows it.
  box.addEventListener('mousedown', (event) => event.preventDefault());
}

/** @param {FoundRow} row @param {string} id */
function option({ href, title, note }, id) {
  const item = document.createElement('li');
  item.id = id;
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', 'false');
  const words = document.createElement('bdi');
  for (const { text, hit } of title) {
    const piece = hit ? document.createElement('mark') : document.createTextNode(text);
    if (hit) piece.textContent = text;
    words.append(piece);
  }
  item.append(words);
  // An option holds nothing that takes the focus, so it is no link; with a modifier it opens beside, as one would.
  item.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey) window.open(href, '_blank', 'noopener');
    else location.assign(href);
  });
  const small = document.createElement('span');
  small.className = 'note';
  small.dir = 'auto';
  small.textContent = note;
  item.append(' ', small);
  return item;
}

for (const form of document.querySelectorAll('form.find, form.search')) {
  const field = form.querySelector('input[name=q]');
  if (form instanceof HTMLFormElement && field instanceof HTMLInputElement) attach(form, field);
}

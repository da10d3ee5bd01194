// @ts-check
/*
 * The page's side of a search in this browser: starts the worker, shows how far it is, ends it, writes what it found
 * with addresses that the server replays. Without this file the form asks the server.
 */

/** @typedef {import('../_check/check-worker.ts').WorkerWord} Word */
/** @typedef {import('../_check/check-worker.ts').WorkerRow} Row */
/** @typedef {import('../_check/breaks.ts').Break} Break */
/** @typedef {import('../_check/breaks.ts').Expectation} Expectation */

const form = document.querySelector('form.run');
const output = document.getElementById('browser-run');

/** @type {Worker | null} */
let worker = null;

/** @param {string} name */
function field(name) {
  const control = form instanceof HTMLFormElement ? form.elements.namedItem(name) : null;
  const isField =
    control instanceof HTMLInputElement ||
    control instanceof HTMLSelectElement ||
    control instanceof HTMLTextAreaElement;
  return isField ? control.value : '';
}

function start() {
  if (!(form instanceof HTMLFormElement) || output === null) return;
  stop('');
  const states = form.querySelector('[data-states]');
  const statesMax = states instanceof HTMLSelectElement ? Number(states.value) : 100_000;
  const request = {
    scenario: '',
    script: field('script'),
    strategy: field('strategy'),
    profile: field('profile').trim(),
    events: field('events').trim(),
  };
  const { status, head, body } = prepare(output);
  const startedAt = performance.now();
  let total = 0;
  worker = new Worker(form.dataset['worker'] ?? '');
  worker.addEventListener('message', (event) => {
    /** @type {Word} */
    const word = event.data;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    if (word.kind === 'progress') {
      status.textContent = `${word.strategy}: ${word.states.toLocaleString('en')} states so far, ${seconds} s`;
    } else if (word.kind === 'row') {
      // The kinds of costs come with the first row.
      if (total === 0) for (const { short } of word.row.costs) head.append(headCell(short, true));
      total += word.row.states;
      body.append(rowElement(word.row));
      status.textContent = `${total.toLocaleString('en')} states, ${seconds} s`;
    } else if (word.kind === 'summary') {
      output.append(...breaksElements(word.breaks), ...expectationElements(word.expectations));
    } else if (word.kind === 'refused') {
      stop(`${word.message} ${word.remedy}`);
    } else {
      stop(`Done in this browser: ${total.toLocaleString('en')} states in ${seconds} s.`);
    }
  });
  worker.addEventListener('error', (event) => stop(`The search ended with an error: ${event.message}`));
  worker.postMessage({ request, statesMax });
  toggle(true);
}

/** @param {string} text */
function stop(text) {
  worker?.terminate();
  worker = null;
  toggle(false);
  const status = output?.querySelector('.note') ?? null;
  if (status !== null && text !== '') status.textContent = text;
}

/** @param {boolean} isRunning */
function toggle(isRunning) {
  const run = document.querySelector('[data-run]');
  const cancel = document.querySelector('[data-cancel]');
  if (run instanceof HTMLButtonElement) run.disabled = isRunning;
  if (cancel instanceof HTMLButtonElement) cancel.hidden = !isRunning;
}

/** @param {HTMLElement} place */
function prepare(place) {
  place.replaceChildren();
  place.hidden = false;
  const title = document.createElement('h2');
  title.textContent = 'Found in this browser';
  const status = document.createElement('p');
  status.className = 'note';
  status.textContent = 'Starting …';
  const table = document.createElement('table');
  table.className = 'rows reports';
  const head = table.createTHead().insertRow();
  for (const text of ['strategy', 'verdict', 'states']) head.append(headCell(text, text === 'states'));
  const body = table.createTBody();
  const scroll = document.createElement('div');
  scroll.className = 'scroll';
  scroll.append(table);
  place.append(title, status, scroll);
  return { status, head, body };
}

/** @param {string} text @param {boolean} isNumber */
function headCell(text, isNumber) {
  const cell = document.createElement('th');
  cell.scope = 'col';
  cell.textContent = text;
  if (isNumber) cell.className = 'number';
  return cell;
}

/** @param {Row} row */
function rowElement(row) {
  const line = document.createElement('tr');
  line.setAttribute('data-stop', '');
  const name = line.insertCell();
  const code = document.createElement('span');
  code.className = 'code';
  code.textContent = row.code;
  name.append(code, ` ${row.strategy}`);
  line.append(verdictCell(row));
  line.append(numberCell(`${row.states}${row.exhausted ? '' : '+'}`, 'states'));
  for (const { short, count } of row.costs)
    line.append(
      numberCell(count === null ? '∞' : String(count), count === 1 ? short.replace(/s$/, '') : short),
    );
  return line;
}

/** @param {string} text @param {string} unit said where there is no head of a column */
function numberCell(text, unit) {
  const cell = document.createElement('td');
  cell.className = 'number';
  cell.dataset['unit'] = unit;
  cell.textContent = text;
  return cell;
}

/** @param {Row} row */
function verdictCell(row) {
  const cell = document.createElement('td');
  const mark = document.createElement('span');
  cell.append(mark);
  if (row.violations.length === 0) {
    mark.className = row.exhausted ? 'status good' : 'status held';
    mark.textContent = row.exhausted ? '● holds' : '◌ nothing found';
    return cell;
  }
  mark.className = 'status bad';
  mark.append('✕ ');
  for (const { violation, href, explanation, always } of row.violations) {
    const link = document.createElement('a');
    link.href = href;
    link.className = 'violation';
    link.title = explanation;
    link.textContent = violation;
    mark.append(link, always ? '! ' : ' ');
  }
  return cell;
}

/** As app/_check/what-breaks.tsx has it. @param {readonly Break[]} breaks */
function breaksElements(breaks) {
  if (breaks.length === 0) return [];
  const list = element('dl', 'breaks');
  for (const { name, meaning, codes, code, strategy, story, href, steps } of breaks) {
    const term = element('dt');
    term.append(element('strong', 'warning', name), ` ${meaning}, with ${codes}`);
    const words = element('dd');
    const link = document.createElement('a');
    link.href = href;
    link.textContent = steps === 1 ? 'the step' : `the ${steps} steps`;
    words.append(element('span', 'code', code), ` ${strategy}: ${story} `, link);
    const pair = element('div');
    pair.append(term, words);
    list.append(pair);
  }
  return [element('h3', '', 'What breaks'), list];
}

/** As app/_check/expectation-list.tsx has it. @param {readonly Expectation[]} expectations */
function expectationElements(expectations) {
  if (expectations.length === 0) return [];
  const list = element('ul');
  for (const { expect, fails, open } of expectations) {
    const line = element('li');
    line.append(element('code', '', expect));
    if (fails !== '') line.append(' ', element('span', 'status bad', `✕ fails with ${fails}`));
    if (open !== '') {
      line.append(' ', element('span', 'status held', `◌ open with ${open}: a bound cut the search`));
    }
    if (fails === '' && open === '') line.append(' ', element('span', 'status good', '● holds'));
    list.append(line);
  }
  return [element('h3', '', 'Expectations'), list];
}

/** @param {string} tag @param {string} [name] its class @param {string} [text] */
function element(tag, name = '', text = '') {
  const made = document.createElement(tag);
  if (name !== '') made.className = name;
  made.textContent = text;
  return made;
}

toggle(false);
document.querySelector('[data-run]')?.addEventListener('click', start);
document.querySelector('[data-cancel]')?.addEventListener('click', () => stop('Cancelled.'));

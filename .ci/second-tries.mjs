// Which tests passed only when they were run a second time. CI gives every failed test that second try, because one
// stalled second of a busy machine must not refuse a change; each is named at the end of the run and is to be mended.

/** One report may tell it at length; the first lines say what failed. */
const REASON_LINES_MAX = 6;

/**
 * Vitest keeps the failures of a first try beside the state "passed".
 * @typedef {{ fullName: string, status: string, failureMessages: string[] }} VitestTest
 * @param {{ testResults: { name: string, assertionResults: VitestTest[] }[] }} report
 * @returns {string[]} file, test and why its first try failed
 */
export function vitestSecondTries({ testResults }) {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName, failureMessages }) => tell(name, fullName, failureMessages[0])),
  );
}

/**
 * Playwright calls them flaky. Suites hold suites: files, and what `describe` makes of them.
 * @typedef {{ status: string, results: { errors?: { message?: string }[] }[] }} PlaywrightTest
 * @typedef {{ title: string, file: string, line: number, tests: PlaywrightTest[] }} Spec
 * @typedef {{ suites?: Suite[], specs?: Spec[] }} Suite
 * @param {Suite} report
 * @returns {string[]}
 */
export function playwrightSecondTries({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === 'flaky')
      .map(({ results }) => tell(`${file}:${line}`, title, results[0]?.errors?.[0]?.message)),
  );
  return [...own, ...suites.flatMap(playwrightSecondTries)];
}

/** @param {string} file @param {string} test @param {string} [reason] */
function tell(file, test, reason = '') {
  const lines = reason.split('\n').slice(0, REASON_LINES_MAX);
  return [`${file} › ${test}`, ...lines.map((line) => `    ${line}`.trimEnd())].join('\n');
}

/** The first that fits names the browser: others say "Chrome" or "Safari" as well, to be served the same. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\bVivaldi\/(\d+)/, 'Vivaldi'],
  [/\bSamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[^)]* Safari\b/, 'Safari'],
];

/** In this order: Android says "Linux" too, an iPhone "Mac OS X". */
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
  [/\bFreeBSD\b/, 'FreeBSD'],
  [/\bOpenBSD\b/, 'OpenBSD'],
  [/\bNetBSD\b/, 'NetBSD'],
];

const UNKNOWN_SHOWN = 60;

/** Browser and system of a User-Agent, as people know them: `Firefox 132 on Linux`. Others as they are, shortened. */
export function describeAgent(agent: string): string {
  const browser = BROWSERS.flatMap(([says, name]) => {
    const version = says.exec(agent)?.[1];
    return version === undefined ? [] : [`${name} ${version}`];
  })[0];
  const system = SYSTEMS.find(([says]) => says.test(agent))?.[1];
  if (browser !== undefined && system !== undefined) return `${browser} on ${system}`;
  return agent.length <= UNKNOWN_SHOWN ? agent : `${agent.slice(0, UNKNOWN_SHOWN - 1).toWellFormed()}…`;
}

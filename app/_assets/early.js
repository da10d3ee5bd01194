// @ts-check
// Before the first paint: tells the style sheet that there is a script, so that long quotes start folded and
// nothing moves later.
document.documentElement.classList.add('scripted');
try {
  if (localStorage.getItem('docket-read') === null) document.documentElement.classList.add('first-visit');
} catch {
  // A browser that keeps nothing shows it every time.
  document.documentElement.classList.add('first-visit');
}

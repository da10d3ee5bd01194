// @ts-check
// Before the first paint: tells the style sheet that there is a script, so that long quotes start folded and
// nothing moves later.
document.documentElement.classList.add('scripted');

// @ts-check
/*
 * What an account has seen: home that was looked at, and notices that were opened. Without this file a button says so.
 */

/** A page that was looked at for a few seconds was seen; only home has such a form, once a visit. */
const SEEN_MS = 3000;

function tellVisit() {
  const form = document.querySelector('form[data-visit]');
  if (!(form instanceof HTMLFormElement)) return;
  setTimeout(() => {
    if (!document.hidden)
      void fetch(form.action, { method: 'POST', body: new URLSearchParams({ seen: 'no' }) });
  }, SEEN_MS);
}

/** A notice that waits longer than this to be read is opened all the same. */
const TOLD_MS_MAX = 1000;

/**
 * Opening a notice reads it. Where it opens in this tab that is told first, so that the page it leads to counts without
 * it.
 * @param {MouseEvent} event
 */
async function tellRead(event) {
  const link = event.target instanceof Element ? event.target.closest('.notices a') : null;
  const form = link?.closest('tr')?.querySelector('form');
  if (!(link instanceof HTMLAnchorElement) || !(form instanceof HTMLFormElement) || event.button > 1) return;
  const isHere = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (isHere) event.preventDefault();
  const id = form.querySelector('input[name=id]');
  try {
    await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams({ id: id instanceof HTMLInputElement ? id.value : '' }),
      redirect: 'manual',
      keepalive: true,
      signal: AbortSignal.timeout(TOLD_MS_MAX),
    });
  } catch {
    // It stays unread, with its button.
  }
  if (isHere) location.assign(link.href);
}

document.addEventListener('click', tellRead);
document.addEventListener('auxclick', tellRead);
tellVisit();

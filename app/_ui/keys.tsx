import type { ReactElement } from 'react';
import { escapeText } from '@/lib/view/html.ts';

/**
 * The visible buttons of the keys. `j` and `k` need the script and show only with it. A blank keeps the letter from the
 * word for who listens ("openo"); a name without the letter would not be what others see (WCAG 2.5.3).
 */
export function Keys({ up }: { readonly up: string }): ReactElement {
  return (
    <nav className="keys" aria-label="Keys">
      <button type="button" data-key="k" className="scripted" title="Previous (k)">
        ↑ <kbd>k</kbd>
      </button>
      <button type="button" data-key="j" className="scripted" title="Next (j)">
        ↓ <kbd>j</kbd>
      </button>
      <button type="button" data-key="o" className="scripted" title="Open (o or Enter)">
        open <kbd>o</kbd>
      </button>
      <a href={up} title="One level up (u)">
        up <kbd>u</kbd>
      </a>
      <a href="#keys" data-key="?" title="All keys (?)">
        keys <kbd>?</kbd>
      </a>
    </nav>
  );
}

const HELP: readonly (readonly [keys: readonly string[], text: string])[] = [
  [['j'], 'next message or row'],
  [['k'], 'previous message or row'],
  [['o', 'Enter'], 'open it'],
  [['f'], 'fold or unfold the quotes of the message'],
  [['u'], 'one level up'],
  [['r'], 'a draft of a reply to the words of the row, or to the message'],
  [['[', ']'], 'a step back or on: an event of a design, a step of a run'],
  [['e'], 'the evidence of a design'],
  [['a', 'x'], 'accept the item, suggestion or guess, reject it (maintainers)'],
  [['s', 'l', 'c'], 'set its status, link it, comment'],
  [['g d'], 'the design of this message, thread or series'],
  [['g h'], 'home'],
  [['/'], 'search'],
  [['?'], 'show or hide these keys'],
  [['Esc'], 'hide them, or the reading pane'],
];

/** As HTML: it never changes, and React would go through it for every page. */
const HELP_HTML = HELP.map(([keys, text]) => {
  const names = keys.map((key) => `<kbd>${escapeText(key)}</kbd>`).join('');
  return `<div><dt>${names}</dt><dd>${escapeText(text)}</dd></div>`;
}).join('');

/** The keys, at the foot of every page; the script shows them as an overlay. The feed, where the top has no room. */
export function KeysHelp({ feed }: { readonly feed: string | undefined }): ReactElement {
  return (
    <footer id="keys" tabIndex={-1}>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: words of ours, escaped */}
      <dl dangerouslySetInnerHTML={{ __html: HELP_HTML }} />
      <p>
        <a href="/">
          home <kbd>g h</kbd>
        </a>
        {feed === undefined ? null : (
          <a className="feed" href={feed} type="application/atom+xml">
            follow this page (Atom feed)
          </a>
        )}
        <button type="button" className="close" data-key="?">
          close <kbd>?</kbd>
        </button>
      </p>
    </footer>
  );
}

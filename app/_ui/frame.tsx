import type { ReactElement, ReactNode } from 'react';
import { assetPath } from '@/app/_ui/assets.ts';
import { Keys, KeysHelp } from '@/app/_ui/keys.tsx';
import { currentReader } from '@/lib/store/reader.ts';
import { formatCount } from '@/lib/view/count.ts';

export type Crumb = { readonly text: string; readonly href: string | null };

type FrameProps = {
  /** Permanent and telling: it ends up in bookmarks and tab rows. */
  readonly title: string;
  /** The way here from home, which is always the first step and not in it. */
  readonly crumbs: readonly Crumb[];
  /** Where `u` goes. */
  readonly up: string;
  /** A reading pane may stand beside it. */
  readonly wide?: boolean;
  /** Address of an Atom feed of what the page shows. */
  readonly feed?: string;
  readonly children: ReactNode;
};

/**
 * The one page frame. The early script stands before the style sheet so that folded quotes are folded in the first
 * paint; both are a few hundred bytes and cached for ever.
 */
export function Frame({ title, crumbs, up, wide, feed, children }: FrameProps): ReactElement {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <title>{title === 'Docket' ? title : `${title} · Docket`}</title>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <script src={assetPath('early.js')} />
        <link rel="stylesheet" href={assetPath('docket.css')} />
        <script src={assetPath('docket.js')} defer />
        <script src={assetPath('place.js')} defer />
        <script src={assetPath('search.js')} defer />
        {wide ? <script src={assetPath('design.js')} defer /> : null}
        {wide ? <script src={assetPath('judge-keys.js')} defer /> : null}
        {currentReader() === null ? null : <script src={assetPath('seen.js')} defer />}
        <link rel="icon" href={assetPath('icon.svg')} />
        <link rel="up" href={up} />
        {feed === undefined ? null : (
          <link rel="alternate" type="application/atom+xml" title={title} href={feed} />
        )}
      </head>
      <body className={wide ? 'wide' : undefined}>
        <header className="top">
          <nav className="crumbs" aria-label="Where you are">
            <a href="/" className="brand">
              Docket
            </a>
            {crumbs.map((crumb) => (
              <span key={crumb.text} className="crumb">
                {crumb.href === null ? crumb.text : <a href={crumb.href}>{crumb.text}</a>}
              </span>
            ))}
          </nav>
          <form className="find" action="/search" aria-label="Search all lists">
            <input
              type="search"
              name="q"
              placeholder="search"
              aria-label="Search all lists"
              maxLength={4096}
            />
            <a href="/search" data-search="" title="Search (/)">
              search
            </a>
          </form>
          <Who />
          {feed === undefined ? null : (
            <a className="feed" href={feed} type="application/atom+xml" title="Atom feed of this page">
              feed
            </a>
          )}
          <Keys up={up} />
        </header>
        <main>{children}</main>
        <KeysHelp feed={feed} />
      </body>
    </html>
  );
}

/** Who is signed in; the one part of an archive page that is not the same for everybody. */
function Who(): ReactElement {
  const reader = currentReader();
  return (
    <span className="who">
      {reader === null ? (
        <a href="/sign-in" rel="nofollow">
          sign in
        </a>
      ) : (
        <>
          <a href="/account" title={`Signed in as ${reader.email}`}>
            <bdi>{reader.name}</bdi>
          </a>
          {reader.unread === 0 ? null : (
            <a
              href="/account/notifications"
              className="unread"
              title={formatCount(reader.unread, 'unread notification', 'unread notifications')}
            >
              {reader.unread > 99 ? '99+' : reader.unread}
            </a>
          )}
        </>
      )}
    </span>
  );
}

import type { Route } from '@/app/_tests/test-site.ts';

/** For app/_tests/private-list.test.ts: the archive there has the lists `open` and `secret`. */

/** Addresses that somebody who knows the archive would try, whether or not a page leads there. */
export function guessAddresses(routes: readonly Route[], ids: readonly string[]): readonly string[] {
  const views = ids.flatMap((id) =>
    ['open', 'secret'].flatMap((list) =>
      ['', 'T/', 't.mbox.gz', 't.mbox', 'mbox', 'items'].map((view) => `/${list}/${id}/${view}`),
    ),
  );
  const api = ids.flatMap((id) =>
    ['judgements?message=', 'comments?message=', 'live?design='].map((query) => `/api/${query}${id}`),
  );
  const some = [
    ...['cover@x', 'public-answer@x', 'public-second@x'],
    ...['hidden-review@x', 'hidden-v2@x', 'hidden-alone@x'],
  ];
  const series = [...ids.map((id) => `/series/${id}`), ...fillRoutes(routes, some), ...api];
  // Pages without a parameter, with words to look for.
  const plain = routes
    .filter(({ path, handlers }) => handlers['GET'] !== undefined && !path.includes('['))
    .flatMap(({ path }) => [
      path || '/',
      `${path}?q=SECRETWORD`,
      `${path}?q=hushed`,
      `${path}?q=list:secret`,
    ]);
  const feeds = ['new.atom', 'new.json', 'all.mbox.gz', 'feed'].flatMap((name) => [
    `/open/${name}`,
    `/secret/${name}`,
  ]);
  const lists = ['open', 'secret'].flatMap((list) => [
    ...[`/${list}/`, `/${list}/?show=series`, `/${list}/?show=doubtful`, `/${list}/?show=pulls`],
    ...[`/${list}/?q=SECRETWORD&o=-1`, `/${list}/?q=hushed&o=0`],
    ...['', '/help', '/help/', '/config/raw', '/mirror/'].map((name) => `/${list}/_/text${name}`),
  ]);
  return [...views, ...series, ...plain, ...feeds, ...lists, '/all/?show=doubtful'];
}

/** What to try for each parameter of an address. A route with another one fails here until somebody says what. */
const FILLERS: Readonly<Record<string, readonly string[]>> = {
  '[inbox]': ['open', 'secret'],
  '[other]': ['hidden-v2@x'],
  '[view]': ['raw', 'T', 'reply', 'reply?item=x', 'reply.eml', 'reply.mbox?words=0-9', 'review'],
  '[file]': ['export.md', 'export.json', 'export.txt', 'x'],
  '[id]': ['00000000-0000-4000-8000-000000000000'],
  '[token]': ['x'],
  '[[...rest]]': ['secret/x'],
};
/** The simulator's pages and files of ours hold no mail. */
const WITHOUT_MAIL = /^\/(?:run|scenario|strategy|assets)\//;

/** The address of every page with parameters, for every message and list. */
function fillRoutes(routes: readonly Route[], ids: readonly string[]): readonly string[] {
  return routes
    .filter(({ path, handlers }) => handlers['GET'] !== undefined && path.includes('['))
    .filter(({ path }) => !WITHOUT_MAIL.test(path))
    .flatMap(({ path }) =>
      (path.match(/\[[^\]]+\]+/g) ?? []).reduce<readonly string[]>(
        (filled, name) => {
          const values = name === '[msgid]' ? ids : (FILLERS[name] ?? FILLERS[`[${name}]`]);
          if (values === undefined) throw new Error(`FILLERS lacks ${name} of ${path}`);
          return filled.flatMap((one) => values.map((value) => one.replace(name, value)));
        },
        [path],
      ),
    );
}

/**
 * Next runs this once in the web process. It is built with the routes, so the front and Next answer with the same code
 * (docs/web.md).
 */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const [{ createFront, openFront }, { findRoute }] = await Promise.all([
    import('@/app/_front/front.ts'),
    import('@/app/_front/find-route.ts'),
  ]);
  openFront(createFront(findRoute));
}

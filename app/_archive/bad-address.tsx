import { Frame } from '@/app/_ui/frame.tsx';
import { htmlResponse, servePage } from '@/app/_ui/respond.tsx';

/** Answers a GET of an address that is not percent-encoded UTF-8 (`/%ff`). proxy.ts has the words for other methods. */
export async function badAddress(request: Request): Promise<Response> {
  return servePage(request, () => {
    const page = (
      <Frame title="Bad address" crumbs={[]} up="/">
        <h1>This is no address</h1>
        <p>
          A <code>%</code> in it is not the beginning of percent-encoded UTF-8. Write <code>%25</code> for a{' '}
          <code>%</code>, or <a href="/search">search</a> for what it led to.
        </p>
      </Frame>
    );
    return htmlResponse(request, page, 400);
  });
}

import { NextResponse } from 'next/server';

/**
 * Answers addresses that are not percent-encoded UTF-8 (`/%zz`, `/%FF`) with 400. Next 16.4 itself answers 500: it
 * fails while decoding route parameters, before any route of ours runs. Only addresses with a `%` come through here,
 * and nothing about access is decided here. A GET does not come so far: the front (app/_front) has a page for it.
 */
export function proxy(request: { readonly nextUrl: { readonly pathname: string } }): NextResponse {
  try {
    decodeURIComponent(request.nextUrl.pathname);
    return NextResponse.next();
  } catch {
    const text = 'Bad address: a % in it is not the beginning of percent-encoded UTF-8. Write %25 for %.\n';
    return new NextResponse(text, { status: 400, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
  }
}

export const config = { matcher: ['/(.*%.*)'] };

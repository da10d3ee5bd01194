import { redirect } from '@/app/_ui/respond.tsx';

/** To the sign in page and back to `path`, one of ours. */
export function redirectToSignIn(path: string): Response {
  const response = redirect(`/sign-in?next=${encodeURIComponent(path)}`, 303);
  response.headers.set('Cache-Control', 'no-store');
  return response;
}

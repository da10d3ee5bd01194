import { SECURITY_HEADERS } from './app/_front/security-headers.mjs';

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // The addresses of public-inbox end in a slash; Next would take it away. The routes redirect the other way.
  skipTrailingSlashRedirect: true,
  images: { unoptimized: true },
  // Browsers ask for it on pages without a link to the icon: raw mail.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/assets/icon.svg' }],
  headers: async () => [
    { source: '/:path*', headers: Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value })) },
  ],
};

export default config;

/**
 * Headers on every answer, Next's own files and errors included. The policy has no `unsafe-inline`: pages carry no
 * inline script and no style attribute (docs/web.md).
 */
const SECURITY_HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

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

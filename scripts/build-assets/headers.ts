/**
 * The policy of the demo pages: only this host, no inline script or style, no markup from strings. That the widget works
 * under it is a test, and the reason why organizations can embed it under theirs.
 */
export const DEMO_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/**
 * The policy of the console, whose pages hold a session that can change everything: what the demo pages may, which is as
 * little as there is.
 */
export const CONSOLE_POLICY = DEMO_POLICY;

/**
 * `_headers` of the static assets (Cloudflare's format). The widget is loaded by other sites, so its files are open to
 * every origin; names with a hash never change, so they are kept for a year.
 */
export function headers(): string {
  return `/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
/widget.js
  Access-Control-Allow-Origin: *
  Cross-Origin-Resource-Policy: cross-origin
  Cache-Control: public, max-age=300, stale-while-revalidate=86400
/widget/*
  Access-Control-Allow-Origin: *
  Cross-Origin-Resource-Policy: cross-origin
  Cache-Control: public, max-age=31536000, immutable
/demo/*
  Content-Security-Policy: ${DEMO_POLICY}
  Permissions-Policy: camera=(), geolocation=(), microphone=()
/console/*
  Content-Security-Policy: ${CONSOLE_POLICY}
  Permissions-Policy: camera=(), geolocation=(), microphone=()
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  X-Robots-Tag: noindex
/console/:name.css
  Cache-Control: public, max-age=31536000, immutable
/console/:name.js
  Cache-Control: public, max-age=31536000, immutable
/demo/:name.css
  Cache-Control: public, max-age=31536000, immutable
/demo/:name.js
  Cache-Control: public, max-age=31536000, immutable
`;
}

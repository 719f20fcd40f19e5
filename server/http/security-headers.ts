// Headers that keep the playground to this server.
import type { Plugin } from 'graphql-yoga'

/** The page holds all it needs: it may speak to this server only, and no other page may frame it. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob: data:; style-src 'unsafe-inline'; img-src data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
}

/** Sets them on pages. */
export function useSecurityHeaders(): Plugin {
  return {
    onResponse({ response }) {
      if (!response.headers.get('content-type')?.startsWith('text/html')) return
      for (const [name, value] of Object.entries(pageHeaders)) response.headers.set(name, value)
    },
  }
}

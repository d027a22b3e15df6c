/**
 * The address when a reader may follow it, else null. Only http, https and mailto: never `javascript:` or `data:`.
 * `base` allows relative addresses (sources); without it a relative address is refused.
 */
export function safeUrl(url: string, base?: string): string | null {
  try {
    const parsed = new URL(url, base);
    return /^(https?|mailto):$/.test(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

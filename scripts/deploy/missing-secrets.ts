/** Secrets without which the Worker refuses to start (`workers/env.ts`). */
export const SECRETS = ['TOKEN_KEYS', 'FIELD_KEYS'] as const;

/** Which secrets are not set, from what `wrangler secret list` printed. It lists names only. Throws on anything else. */
export function missingSecrets(listed: string): string[] {
  const found: unknown = JSON.parse(listed);
  if (!Array.isArray(found)) throw new TypeError('wrangler secret list did not print a list');
  const names = new Set(found.map((one: { name?: unknown }) => one?.name));
  return SECRETS.filter((name) => !names.has(name));
}

/** The id of a run, and its idempotency key: the same turn that asks for the same thing again gets the same one. Pure. */
export async function runIdOf(
  turnId: string,
  tool: string,
  input: Readonly<Record<string, unknown>>,
): Promise<string> {
  const text = JSON.stringify([turnId, tool, Object.entries(input).sort(byName)]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `run_${hex.slice(0, RUN_ID_CHARS)}`;
}

/** 128 bits: no two requests of a conversation meet. */
const RUN_ID_CHARS = 32;

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

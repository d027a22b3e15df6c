import type { WidgetSession, WidgetSessionRequest } from '../../src/protocol/http/widget.ts';

export type SessionOutcome =
  | { ok: true; session: WidgetSession }
  /** `resume`: the saved conversation cannot be had any more, ask for a new one. `key`: this page may not use the widget. */
  | { ok: false; why: 'resume' | 'key' }
  | { ok: false; why: 'later'; afterMs: number };

/** A session that takes longer is tried again: no healthy server needs it. */
const TIMEOUT_MS = 15_000;

/** `POST /v1/widget/sessions`. Never throws. */
export async function requestSession(
  base: string,
  body: WidgetSessionRequest,
  fetcher: typeof fetch,
): Promise<SessionOutcome> {
  try {
    const response = await fetcher(`${base}/v1/widget/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return { ok: true, session: (await response.json()) as WidgetSession };
    if (response.status === 429 || response.status >= 500) {
      return { ok: false, why: 'later', afterMs: Number(response.headers.get('retry-after')) * 1_000 || 0 };
    }
    return { ok: false, why: body.resumeToken ? 'resume' : 'key' };
  } catch {
    return { ok: false, why: 'later', afterMs: 0 };
  }
}

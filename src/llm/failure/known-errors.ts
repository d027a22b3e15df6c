import type { LlmFailureReason } from '../../domain/llm.ts';

/**
 * What a provider's error code or type means; null for one that is not known. `specific` codes say more than the status they
 * come with (`insufficient_quota` is a 429 that never heals), `general` ones only repeat it, and count where there is no status:
 * in an error event after HTTP 200. Pure.
 *
 * OpenAI: https://developers.openai.com/api/docs/guides/error-codes, Anthropic: https://platform.claude.com/docs/en/api/errors
 * and https://platform.claude.com/docs/en/api/rate-limits
 */
export function reasonOfCode(code: string, kind: 'specific' | 'general'): LlmFailureReason | null {
  return (kind === 'specific' ? SPECIFIC : GENERAL).get(code) ?? null;
}

/**
 * What only a provider's wording tells. Looked for in the first characters, with plain `includes`: the text is somebody else's.
 */
export function reasonOfMessage(message: string, status: number | null): LlmFailureReason | null {
  // Words of an error that is none of the request's fault prove nothing.
  if (status !== null && (status < 400 || status >= 500)) return null;
  const text = message.slice(0, LOOKED_AT_CHARS).toLowerCase();
  for (const [phrase, reason] of PHRASES) if (text.includes(phrase)) return reason;
  return null;
}

/** Characters of a message in which phrases are looked for: they stand at its beginning. */
const LOOKED_AT_CHARS = 600;

const SPECIFIC = new Map<string, LlmFailureReason>([
  ['insufficient_quota', 'quota_exhausted'],
  ['credit_balance_exhausted', 'quota_exhausted'],
  ['organization_spend_limit_exceeded', 'quota_exhausted'],
  ['project_spend_limit_exceeded', 'quota_exhausted'],
  ['organization_usage_limit_exceeded', 'quota_exhausted'],
  ['billing_hard_limit_reached', 'quota_exhausted'],
  ['billing_not_active', 'quota_exhausted'],
  ['billing_error', 'quota_exhausted'],
  ['enforced_spend_limit_reached', 'quota_exhausted'],
  ['contract_spend_limit_reached', 'quota_exhausted'],
  ['linked_organization_spend_limit_reached', 'quota_exhausted'],
  ['linked_organization_billing_unavailable', 'quota_exhausted'],
  ['organization_on_hold', 'unauthorized'],
  ['account_deactivated', 'unauthorized'],
  ['invalid_api_key', 'unauthorized'],
  ['context_length_exceeded', 'too_long'],
  ['string_above_max_length', 'too_long'],
  ['exceed_context_size_error', 'too_long'],
  ['request_too_large', 'too_long'],
  ['unsupported_country_region_territory', 'region_refused'],
  ['model_not_found', 'unknown_model'],
  ['slow_down', 'rate_limited'],
  ['server_is_overloaded', 'overloaded'],
  ['engine_overloaded', 'overloaded'],
  ['overloaded_error', 'overloaded'],
]);

const GENERAL = new Map<string, LlmFailureReason>([
  ['rate_limit_error', 'rate_limited'],
  ['rate_limit_exceeded', 'rate_limited'],
  ['api_error', 'unavailable'],
  ['server_error', 'unavailable'],
  ['internal_server_error', 'unavailable'],
  ['internal_error', 'unavailable'],
  ['service_unavailable_error', 'overloaded'],
  ['timeout_error', 'unavailable'],
  ['conflict_error', 'unavailable'],
  ['authentication_error', 'unauthorized'],
  ['permission_error', 'unauthorized'],
  ['not_found_error', 'unknown_model'],
  ['invalid_request_error', 'bad_request'],
  ['BadRequestError', 'bad_request'],
]);

const PHRASES: readonly (readonly [string, LlmFailureReason])[] = [
  // Anthropic answers 400 `invalid_request_error` to both.
  ['credit balance is too low', 'quota_exhausted'],
  ['api usage limits', 'quota_exhausted'],
  ['prompt is too long', 'too_long'],
  ['exceed context limit', 'too_long'],
  ['maximum context length', 'too_long'],
  ['context size', 'too_long'],
  ['context window', 'too_long'],
  // OpenAI's 429 `rate_limit_exceeded` of a single request that is larger than all tokens of a minute: waiting does not help.
  ['request too large', 'too_long'],
  ['country, region, or territory not supported', 'region_refused'],
  // Anthropic's 403 `forbidden` to a place that it does not serve; a Worker runs where its customer is.
  ['request not allowed', 'region_refused'],
  ['unsupported countries, regions', 'region_refused'],
  ['unsupported_country_region_territory', 'region_refused'],
  ['not available in your region', 'region_refused'],
  ['not available in your country', 'region_refused'],
];

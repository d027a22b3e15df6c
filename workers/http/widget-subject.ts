import type * as z from 'zod';
import { type CustomerIdentity, verifyCustomerIdentity } from '../../src/auth/customer-identity.ts';
import { sha256Hex } from '../../src/auth/encoding.ts';
import type { CustomerProfile } from '../../src/domain/conversation.ts';
import { isId } from '../../src/domain/ids.ts';
import { err, ok, type Result } from '../../src/domain/result.ts';
import type { widgetSessionRequestSchema } from '../../src/protocol/http/widget.ts';
import type { Problem } from '../../src/protocol/problem.ts';
import type { OrganizationRecord } from '../../src/store/organization-record.ts';
import type { HttpDeps } from './deps.ts';

type SessionRequest = z.output<typeof widgetSessionRequestSchema>;

/** Which conversation a widget session is for, and who is in it. */
export interface SessionSubject {
  conversationId: string;
  customer: CustomerProfile;
  resumed: boolean;
}

const CANNOT_RESUME: Problem = {
  code: 'invalid_resume_token',
  detail: 'Begin a new conversation: ask again without conversationId and resumeToken.',
};

/**
 * Who the browser is: the identity that the organization signed, if any, then the conversation that the browser holds a
 * resume token for, or a new one.
 */
export async function widgetSubject(
  deps: HttpDeps,
  organization: OrganizationRecord,
  request: SessionRequest,
): Promise<Result<SessionSubject, Problem>> {
  const resuming = request.conversationId !== undefined || request.resumeToken !== undefined;
  const identity = await signedIdentity(deps, organization, request.identityToken, resuming);
  if (!identity.ok) return identity;
  if (resuming) return resumed(deps, organization, request, identity.value);
  const customer = await newCustomer(deps, organization, request, identity.value);
  return ok({ conversationId: deps.newId('cnv'), customer, resumed: false });
}

/**
 * Null without a token. While resuming, an expired one counts as none: a page that stays open longer than its identity
 * token lives still holds the resume token, which is the proof that counts.
 */
async function signedIdentity(
  deps: HttpDeps,
  organization: OrganizationRecord,
  token: string | undefined,
  resuming: boolean,
): Promise<Result<CustomerIdentity | null, Problem>> {
  if (token === undefined) return ok(null);
  const secret = await deps.records.organizations.identitySecret(organization.id);
  const identity = await verifyCustomerIdentity(token, secret, deps.clock());
  if (identity.ok) return identity;
  if (resuming && identity.error.reason === 'expired') return ok(null);
  return err({ code: 'invalid_identity_token', detail: `It was refused: ${identity.error.reason}.` });
}

async function resumed(
  deps: HttpDeps,
  organization: OrganizationRecord,
  { conversationId = '', resumeToken = '' }: SessionRequest,
  identity: CustomerIdentity | null,
): Promise<Result<SessionSubject, Problem>> {
  const claims = await deps.auth.tokens.verify('resume', resumeToken);
  if (!claims.ok || !isId('cnv', conversationId)) return err(CANNOT_RESUME);
  const mine =
    claims.value.organizationId === organization.id && claims.value.conversationId === conversationId;
  if (!mine) return err(CANNOT_RESUME);
  const handle = deps.conversation(organization.id, conversationId, organization.jurisdiction);
  const head = await handle.head();
  if (!head.ok || head.value.customer.id !== claims.value.customerId) return err(CANNOT_RESUME);
  const { customer } = head.value;
  if (!identity) return ok({ conversationId, customer, resumed: true });
  // Somebody else has logged in on this browser: what the other one wrote is not theirs to read.
  if (customer.verified && customer.externalId !== identity.externalId) return err(CANNOT_RESUME);
  return ok({ conversationId, customer: { ...customer, ...known(identity), verified: true }, resumed: true });
}

async function newCustomer(
  deps: HttpDeps,
  organization: OrganizationRecord,
  { customer }: SessionRequest,
  identity: CustomerIdentity | null,
): Promise<CustomerProfile> {
  const claimed = {
    name: customer?.name ?? null,
    email: customer?.email ?? null,
    externalId: customer?.externalId ?? null,
  };
  if (!identity) return { id: deps.newId('cus'), ...claimed, verified: false };
  const id = await verifiedCustomerId(organization.id, identity.externalId);
  return { id, ...claimed, ...known(identity), verified: true };
}

/** The same verified customer has the same id in every conversation, without a table of customers. */
async function verifiedCustomerId(organizationId: string, externalId: string): Promise<string> {
  return `cus_${(await sha256Hex(`${organizationId}\n${externalId}`)).slice(0, 40)}`;
}

/** A signed identity outranks what the page says, where it says anything. */
function known({ externalId, partnerUntil, name, email }: CustomerIdentity): Partial<CustomerProfile> {
  return {
    externalId,
    partnerUntil,
    ...(name === null ? {} : { name }),
    ...(email === null ? {} : { email }),
  };
}

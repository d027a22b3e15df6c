import { isoTime } from '../../../src/domain/clock.ts';
import { LIMITS } from '../../../src/domain/limits.ts';
import type { OrganizationSettings } from '../../../src/domain/organization.ts';
import { err, ok, type Result } from '../../../src/domain/result.ts';
import {
  type WidgetConfig,
  widgetSessionRequestSchema,
  widgetSessionSchema,
} from '../../../src/protocol/http/widget.ts';
import type { Problem } from '../../../src/protocol/problem.ts';
import { type OrganizationRecord, snapshotOf } from '../../../src/store/organization-record.ts';
import { widgetSessionOpened } from '../../../src/telemetry/events.ts';
import type { HttpDeps } from '../deps.ts';
import { ORIGIN_REFUSED } from '../middleware/authorize.ts';
import { originAllowed } from '../middleware/cors.ts';
import { problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { type SessionSubject, widgetSubject } from '../widget-subject.ts';

/** Where a browser becomes a customer: a widget key in, a token for one conversation out. */
export function widgetSessionRoutes(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/widget/sessions',
      tag: 'Widget',
      summary: 'Begin or resume a customer’s conversation',
      description:
        'With `conversationId` and `resumeToken` the same conversation goes on, and both tokens are renewed; when that is ' +
        'not possible the answer is 401 `invalid_resume_token`: ask again without them. `customer` is what the page ' +
        'claims; only `identityToken` verifies a customer. Unknown fields are ignored.',
      access: 'anyone',
      body: widgetSessionRequestSchema,
      answers: { 201: widgetSessionSchema },
      cors: true,
    },
    async ({ body, requestId, c }) => {
      const organization = await deps.organizations.byWidgetKey(body.widgetKey);
      if (!organization) return refuse({ code: 'invalid_widget_key', detail: 'Check data-key in the page.' });
      const own = new URL(c.req.url).origin;
      const { allowedOrigins } = organization.settings;
      if (!originAllowed(c.req.header('origin'), allowedOrigins, own)) return refuse(ORIGIN_REFUSED);
      const subject = await widgetSubject(deps, organization, body);
      if (!subject.ok) return refuse(subject.error);
      const opened = await openConversation(deps, organization, subject.value, {
        locale: body.locale ?? null,
        page: body.page ?? null,
        requestId,
      });
      if (!opened.ok) return refuse(opened.error);
      const { conversationId, resumed, customer } = subject.value;
      widgetSessionOpened(c.get('log'), {
        organizationId: organization.id,
        conversationId,
        resumed,
        verified: customer.verified,
      });
      const tokens = await signTokens(deps, organization, subject.value);
      const config = widgetConfig(organization.settings, body.locale);
      return { status: 201, body: { conversationId, ...tokens, config } };
    },
  );
}

async function openConversation(
  deps: HttpDeps,
  organization: OrganizationRecord,
  subject: SessionSubject,
  context: { locale: string | null; page: string | null; requestId: string },
): Promise<Result<null, Problem>> {
  const { conversationId, customer } = subject;
  const handle = deps.conversation(organization.id, conversationId, organization.jurisdiction);
  const opened = await handle.open({
    organization: snapshotOf(organization),
    conversationId,
    channel: 'web',
    customer,
    ...context,
  });
  return opened.ok ? ok(null) : err(problemOf(opened.error));
}

async function signTokens(
  { auth }: HttpDeps,
  { id: organizationId, jurisdiction }: OrganizationRecord,
  { conversationId, customer }: SessionSubject,
) {
  const claims = { organizationId, conversationId, customerId: customer.id };
  const [widget, resume] = await Promise.all([
    auth.tokens.sign('widget', { ...claims, jurisdiction }),
    auth.tokens.sign('resume', claims),
  ]);
  return { token: widget.token, resumeToken: resume.token, expiresAt: isoTime(widget.expiresAt) };
}

/** What the widget needs to look like the organization's own, in the reader's language where it has one. Pure. */
export function widgetConfig(settings: OrganizationSettings, locale: string | undefined): WidgetConfig {
  const { displayName, accentColor, greeting, starters } = settings;
  const language = locale?.split('-')[0]?.toLowerCase() ?? 'en';
  const text = greeting[locale ?? 'en'] ?? greeting[language] ?? greeting.en ?? null;
  return { displayName, accentColor, greeting: text, starters, messageChars: LIMITS.messageChars };
}

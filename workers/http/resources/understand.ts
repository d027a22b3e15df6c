import { LIMITS } from '../../../src/domain/limits.ts';
import { understandingSchema, understandRequestSchema } from '../../../src/protocol/http/understand.ts';
import { defineRoute, type RouteTable } from '../route.ts';

/** What a text means, as the assistant itself reads messages. */
export function understandRoutes(table: RouteTable): void {
  const { deps } = table;
  defineRoute(
    table,
    {
      method: 'post',
      path: '/v1/understand',
      tag: 'Understanding',
      summary: 'Understand a text',
      description:
        'Language, intents (most likely first; none: out of scope), entities, feelings, attack, and the text with personal ' +
        'data masked. Entities have UTF-16 offsets into the text as given. Computed here, without a call to anyone; nothing is stored.',
      access: 'understand.use',
      body: understandRequestSchema,
      bodyBytes: LIMITS.understandBodyBytes,
      answers: { 200: understandingSchema },
    },
    async ({ body, principal }) => {
      const organization = await deps.organizations.byId(principal.organizationId);
      const { vault: _, ...meaning } = await deps.understand(body.text, {
        organization,
        locale: body.locale ?? null,
      });
      return { status: 200, body: meaning };
    },
  );
}

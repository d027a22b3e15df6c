import { can } from '../../../src/auth/permissions.ts';
import { handoverAnswerSchema, handoverSchema } from '../../../src/protocol/http/handover.ts';
import { conversationFor } from '../conversation-access.ts';
import { NOT_FOUND, problemOf, refuse } from '../problem.ts';
import { defineRoute, type RouteTable } from '../route.ts';
import { conversationParams } from './conversations.ts';

/** What the person who takes over should know. */
export function handoverRoutes(table: RouteTable): void {
  defineRoute(
    table,
    {
      method: 'get',
      path: '/v1/conversations/{id}/handover',
      tag: 'Human work',
      summary: 'Read what was summed up for the person who takes over',
      description:
        'Made when a person is asked for, without a model, and rewritten by one where one is configured: what was asked, what ' +
        'was answered from which articles, what was tried, intents, feeling, numbers and names. Personal values are put in for ' +
        'those who may handle conversations; others see tokens such as `[EMAIL_1]`.',
      access: 'notes.read',
      params: conversationParams,
      answers: { 200: handoverAnswerSchema },
    },
    async ({ params, principal }) => {
      const handle = await conversationFor(table.deps, principal, params.id);
      const made = await handle?.handover();
      if (!made) return refuse(NOT_FOUND);
      if (!made.ok) return refuse(problemOf(made.error));
      if (made.value === null) return { status: 200, body: { handover: null } };
      const { handover, vault } = made.value;
      if (!can(principal, 'conversations.handle'))
        return { status: 200, body: { handover: handoverSchema.parse(handover) } };
      const { unmask } = await import('../../../src/understand/mask/mask.ts');
      const shown = (text: string) => unmask(text, vault);
      const body = {
        ...handover,
        summary: shown(handover.summary),
        facts: handover.facts.map(shown),
        asked: handover.asked.map(({ seq, text, answer }) => ({
          ...{ seq, text: shown(text) },
          answer: answer && { ...answer, text: shown(answer.text) },
        })),
      };
      return { status: 200, body: { handover: handoverSchema.parse(body) } };
    },
  );
}

import type { FrontTable } from './front-route.ts';
import type { RouteTable } from './route.ts';

/** Routes that are loaded together: those below one or more paths. `front` ones need no database, token or key. */
export type Area = { under: readonly string[] } & (
  | { load(): Promise<readonly ((table: RouteTable) => void)[]> }
  | { loadFront(): Promise<readonly ((table: FrontTable) => void)[]> }
);

/**
 * The parts of the HTTP interface, in the order of its specification. Each is imported, and its schemas are built, by the first
 * request that needs it: together they take longer than all else that a cold start does, and a request needs one of them.
 */
export const AREAS: readonly Area[] = [
  { under: ['/health'], loadFront: async () => [(await import('./resources/health.ts')).healthRoutes] },
  { under: ['/v1/auth'], load: async () => [(await import('./resources/auth.ts')).authRoutes] },
  {
    under: ['/v1/users'],
    load: async () => [
      (await import('./resources/me.ts')).meRoutes,
      (await import('./resources/users.ts')).userRoutes,
    ],
  },
  {
    under: ['/v1/organization'],
    load: async () => [(await import('./resources/organization.ts')).organizationRoutes],
  },
  { under: ['/v1/models'], load: async () => [(await import('./resources/models.ts')).modelRoutes] },
  { under: ['/v1/api-keys'], load: async () => [(await import('./resources/api-keys.ts')).apiKeyRoutes] },
  {
    under: ['/v1/widget'],
    load: async () => [(await import('./resources/widget-sessions.ts')).widgetSessionRoutes],
  },
  {
    under: ['/v1/conversations'],
    load: async () => [
      (await import('./resources/socket.ts')).socketRoute,
      (await import('./resources/conversations.ts')).conversationRoutes,
      (await import('./resources/messages.ts')).messageRoutes,
      (await import('./resources/human-work.ts')).humanWorkRoutes,
      (await import('./resources/feedback.ts')).feedbackRoutes,
      (await import('./resources/citations.ts')).citationRoutes,
      (await import('./resources/actions.ts')).actionRoutes,
      (await import('./resources/conversation-calls.ts')).conversationCallRoutes,
      (await import('./resources/handover.ts')).handoverRoutes,
    ],
  },
  {
    under: ['/v1/knowledge'],
    load: async () => [
      (await import('./resources/articles.ts')).articleRoutes,
      (await import('./resources/article-versions.ts')).articleVersionRoutes,
      (await import('./resources/sources.ts')).sourceRoutes,
      (await import('./resources/source-syncs.ts')).sourceSyncRoutes,
      (await import('./resources/uploads.ts')).uploadRoutes,
      (await import('./resources/search.ts')).searchRoutes,
      (await import('./resources/comparisons.ts')).comparisonRoutes,
      (await import('./resources/synonyms.ts')).synonymRoutes,
      (await import('./resources/gaps.ts')).gapRoutes,
      (await import('./resources/drafts.ts')).draftRoutes,
      (await import('./resources/knowledge-health.ts')).knowledgeHealthRoutes,
    ],
  },
  {
    under: ['/v1/understand'],
    load: async () => [(await import('./resources/understand.ts')).understandRoutes],
  },
  { under: ['/v1/intents'], load: async () => [(await import('./resources/intents.ts')).intentRoutes] },
  { under: ['/v1/usage'], load: async () => [(await import('./resources/usage.ts')).usageRoutes] },
  {
    under: ['/v1/audit-events'],
    load: async () => [(await import('./resources/audit-events.ts')).auditEventRoutes],
  },
  {
    under: ['/v1/dead-letters'],
    load: async () => [(await import('./resources/dead-letters.ts')).deadLetterRoutes],
  },
  {
    under: ['/v1/connectors'],
    load: async () => [
      (await import('./resources/connectors.ts')).connectorRoutes,
      (await import('./resources/connector-test.ts')).connectorTestRoutes,
    ],
  },
  {
    under: ['/openapi.json', '/docs', '/docs.css'],
    loadFront: async () => [(await import('./resources/docs.ts')).docsRoutes],
  },
];

/** The area that a path can have routes in. Pure. */
export function areaOf(path: string): Area | undefined {
  return AREAS.find(({ under }) => under.some((start) => path === start || path.startsWith(`${start}/`)));
}

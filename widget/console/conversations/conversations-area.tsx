import type { Route } from '../route.ts';
import { NotFound } from '../ui/not-found.tsx';
import { ConversationPage } from './conversation-page.tsx';
import { ConversationsPage } from './conversations-page.tsx';

/** `conversations`, `conversations/{id}`. */
export function ConversationsArea({ route }: { route: Route }) {
  const [, id, ...rest] = route.path;
  if (rest.length > 0) return <NotFound />;
  if (id === undefined) return <ConversationsPage query={route.query} />;
  return <ConversationPage key={id} id={id} query={route.query} />;
}

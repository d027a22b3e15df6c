import type { Route } from '../route.ts';
import { NotFound } from '../ui/not-found.tsx';
import { DraftEditor } from './draft-editor.tsx';
import { DraftsPage } from './drafts-page.tsx';
import { GapPage } from './gap-page.tsx';
import { GapsPage } from './gaps-page.tsx';
import { HealthPage } from './health-page.tsx';
import { NamesPage } from './names-page.tsx';

/** `gaps`, `gaps/health`, `gaps/drafts`, `gaps/drafts/{id}`, `gaps/names`, `gaps/{id}`. */
export function GapsArea({ route }: { route: Route }) {
  const [, part, id, ...rest] = route.path;
  if (rest.length > 0) return <NotFound />;
  if (part === undefined) return <GapsPage query={route.query} />;
  if (part === 'health' && id === undefined) return <HealthPage query={route.query} />;
  if (part === 'names' && id === undefined) return <NamesPage />;
  if (part === 'drafts')
    return id === undefined ? <DraftsPage query={route.query} /> : <DraftEditor key={id} id={id} />;
  return id === undefined ? <GapPage key={part} id={part} query={route.query} /> : <NotFound />;
}

import type { Route } from '../route.ts';
import { NotFound } from '../ui/not-found.tsx';
import { SourcePage } from './source-page.tsx';
import { SourcesPage } from './sources-page.tsx';

/** `sources`, `sources/{id}`, `sources/{id}/{tab}`. */
export function SourcesArea({ route }: { route: Route }) {
  const [, id, tab = 'documents', ...rest] = route.path;
  if (id === undefined) return <SourcesPage query={route.query} />;
  if (rest.length > 0) return <NotFound />;
  return <SourcePage key={id} id={id} tab={tab} query={route.query} />;
}

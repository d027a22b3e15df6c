import type { Route } from '../route.ts';
import { NotFound } from '../ui/not-found.tsx';
import { useView } from '../view.ts';
import { ConnectionPage } from './connection-page.tsx';
import { ConnectionsPage } from './connections-page.tsx';
import { NewConnection } from './new-connection.tsx';

/** `connections`, `connections/shop`, and `connections?add=1`: for admins. */
export function ConnectionsArea({ route }: { route: Route }) {
  const { mayWrite } = useView();
  const [, name, ...rest] = route.path;
  if (!mayWrite || rest.length > 0) return <NotFound />;
  if (name !== undefined) return <ConnectionPage key={name} name={name} />;
  return route.query.has('add') ? <NewConnection /> : <ConnectionsPage />;
}

import type { Route } from '../route.ts';
import { NotFound } from '../ui/not-found.tsx';
import { useView } from '../view.ts';
import { AuditPage } from './audit-page.tsx';

/** `audit`: for admins. */
export function AuditArea({ route }: { route: Route }) {
  const { mayWrite } = useView();
  return !mayWrite || route.path.length > 1 ? <NotFound /> : <AuditPage query={route.query} />;
}

import type { Route } from '../route.ts';
import { NotFound } from '../ui/not-found.tsx';
import { SettingsPage } from './settings-page.tsx';
import { SpendingPage } from './spending-page.tsx';

/** `models`, `models/settings`. */
export function ModelsArea({ route }: { route: Route }) {
  const [, part, ...rest] = route.path;
  if (rest.length > 0) return <NotFound />;
  if (part === undefined) return <SpendingPage query={route.query} />;
  return part === 'settings' ? <SettingsPage /> : <NotFound />;
}

import { useEffect, useState } from 'preact/hooks';
import { ArticlesArea } from './articles/articles-area.tsx';
import { AskPage } from './ask/ask-page.tsx';
import { AuditArea } from './audit/audit-area.tsx';
import { ConnectionsArea } from './connections/connections-area.tsx';
import { ConversationsArea } from './conversations/conversations-area.tsx';
import { GapsArea } from './gaps/gaps-area.tsx';
import { ModelsArea } from './models/models-area.tsx';
import { parseRoute, type Route } from './route.ts';
import { Shell } from './shell.tsx';
import { SourcesArea } from './sources/sources-area.tsx';
import { NotFound } from './ui/not-found.tsx';

/** The console of somebody who is logged in: frame, and the page that the address names. */
export function App() {
  const route = useRoute();
  const area = route.path[0] ?? 'sources';
  return (
    <Shell area={area}>
      <Page area={area} route={route} />
    </Shell>
  );
}

function Page({ area, route }: { area: string; route: Route }) {
  switch (area) {
    case 'sources':
      return <SourcesArea route={route} />;
    case 'ask':
      return <AskPage route={route} />;
    case 'articles':
      return <ArticlesArea route={route} />;
    case 'gaps':
      return <GapsArea route={route} />;
    case 'conversations':
      return <ConversationsArea route={route} />;
    case 'models':
      return <ModelsArea route={route} />;
    case 'connections':
      return <ConnectionsArea route={route} />;
    case 'audit':
      return <AuditArea route={route} />;
    default:
      return <NotFound />;
  }
}

function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const onChange = () => setHash(location.hash);
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return parseRoute(hash);
}

import { useEffect, useState } from 'preact/hooks';
import { ArticlesArea } from './articles/articles-area.tsx';
import { AskPage } from './ask/ask-page.tsx';
import { GapsArea } from './gaps/gaps-area.tsx';
import { LateArea } from './late-area.tsx';
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
      return <LateArea key={area} load={loadConversations} route={route} />;
    case 'models':
      return <LateArea key={area} load={loadModels} route={route} />;
    case 'connections':
      return <LateArea key={area} load={loadConnections} route={route} />;
    case 'audit':
      return <LateArea key={area} load={loadAudit} route={route} />;
    default:
      return <NotFound />;
  }
}

const loadConversations = async () => (await import('./service-areas.ts')).ConversationsArea;
const loadModels = async () => (await import('./service-areas.ts')).ModelsArea;
const loadConnections = async () => (await import('./service-areas.ts')).ConnectionsArea;
const loadAudit = async () => (await import('./service-areas.ts')).AuditArea;

function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const onChange = () => setHash(location.hash);
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return parseRoute(hash);
}

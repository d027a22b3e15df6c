import { Icon } from '../../app/icon.tsx';
import { useLoad } from '../data/use-load.ts';
import type { Connector } from '../data/wire.ts';
import { href } from '../route.ts';
import { Bones } from '../ui/bones.tsx';
import { Empty } from '../ui/empty.tsx';
import { icons } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useView } from '../view.ts';
import { ToolTable } from './tool-table.tsx';

/** All connectors with their tools. There are few. */
export function ConnectionsPage() {
  const { api, texts } = useView();
  const loaded = useLoad('connectors', (signal) => api.get<{ data: Connector[] }>('/v1/connectors', signal));
  const all = loaded.data?.data ?? [];
  return (
    <>
      <PageHead title={texts.shell.connections} about={texts.connections.about}>
        {all.length > 0 && <AddLink />}
      </PageHead>
      {loaded.error && <Notice error={loaded.error} onRetry={() => void loaded.reload()} />}
      {!loaded.data && loaded.isLoading && <Bones rows={5} />}
      {loaded.data && all.length === 0 && (
        <Empty icon={icons.connections} title={texts.connections.empty}>
          <p>{texts.connections.emptyTodo}</p>
          <AddLink />
        </Empty>
      )}
      {all.map((connector) => (
        <section key={connector.name} class="connection" aria-labelledby={`c-${connector.name}`}>
          <h2 id={`c-${connector.name}`} class="section-title">
            <a href={href(['connections', connector.name])}>{connector.name}</a>
          </h2>
          <p class="fine">
            <bdi>{connector.baseUrl}</bdi>
          </p>
          <ToolTable tools={connector.tools} />
        </section>
      ))}
    </>
  );
}

function AddLink() {
  const { texts } = useView();
  return (
    <a class="solid" href={href(['connections'], { add: '1' })}>
      <Icon d={icons.plus} />
      {texts.connections.add}
    </a>
  );
}

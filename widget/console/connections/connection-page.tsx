import { useState } from 'preact/hooks';
import { Icon } from '../../app/icon.tsx';
import { fill } from '../../locale/texts.ts';
import { useLoad } from '../data/use-load.ts';
import type { Connector } from '../data/wire.ts';
import { href } from '../route.ts';
import { Bones } from '../ui/bones.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { icons } from '../ui/icons.ts';
import { NotFound } from '../ui/not-found.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useView } from '../view.ts';
import { ConnectionForm } from './connection-form.tsx';
import { textOf } from './declaration.ts';
import { ToolTable } from './tool-table.tsx';
import { ToolTrial } from './tool-trial.tsx';

/** One connector: its tools, a try-out, its declaration. */
export function ConnectionPage({ name }: { name: string }) {
  const { api, texts } = useView();
  const path = `/v1/connectors/${encodeURIComponent(name)}`;
  const loaded = useLoad(path, (signal) => api.get<Connector>(path, signal));
  const { data, error } = loaded;
  // What can be no name is answered like a bad input.
  if (error?.status === 404 || error?.status === 422) return <NotFound />;
  return (
    <>
      <PageHead
        title={name}
        back={{ href: href(['connections']), label: texts.shell.connections }}
        about={data && <bdi>{data.baseUrl}</bdi>}
      >
        {data && <Remove name={name} path={path} />}
      </PageHead>
      {error && <Notice error={error} onRetry={() => void loaded.reload()} />}
      {!data && loaded.isLoading && <Bones rows={8} />}
      {data && (
        <div class="connection">
          <ToolTable tools={data.tools} />
          <ToolTrial key={data.updatedAt} connector={data} />
          <ConnectionForm
            key={data.updatedAt}
            name={name}
            start={textOf(data)}
            hasSecret={data.hasSecret}
            onSaved={loaded.set}
          />
        </div>
      )}
    </>
  );
}

function Remove({ name, path }: { name: string; path: string }) {
  const { api, texts, say, go } = useView();
  const [isAsking, setAsking] = useState(false);
  const { connections } = texts;
  return (
    <>
      <button type="button" class="plain danger" onClick={() => setAsking(true)}>
        <Icon d={icons.trash} />
        {connections.remove}
      </button>
      {isAsking && (
        <Confirm
          title={fill(connections.removeTitle, name)}
          text={connections.removeText}
          action={connections.remove}
          run={async () => {
            await api.send('DELETE', path);
            say(texts.shell.deleted);
            go(href(['connections']));
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

import { href } from '../route.ts';
import { PageHead } from '../ui/page-head.tsx';
import { useView } from '../view.ts';
import { ConnectionForm } from './connection-form.tsx';
import { TEMPLATE } from './declaration.ts';

/** A new connector, from a template. */
export function NewConnection() {
  const { texts, go } = useView();
  return (
    <>
      <PageHead
        title={texts.connections.add}
        back={{ href: href(['connections']), label: texts.shell.connections }}
        about={texts.connections.about}
      />
      <ConnectionForm
        name={null}
        start={TEMPLATE}
        hasSecret={false}
        onSaved={({ name }) => go(href(['connections', name]))}
      />
    </>
  );
}

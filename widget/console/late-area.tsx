import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Route } from './route.ts';
import { Bones } from './ui/bones.tsx';
import { useView } from './view.ts';

type Area = ComponentType<{ route: Route }>;

/** An area whose code is fetched when it is first opened, since most visits never open it. `load` must stay the same function. */
export function LateArea({ load, route }: { load(): Promise<Area>; route: Route }) {
  const { texts } = useView();
  const [area, setArea] = useState<{ Area: Area } | null>(null);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    load().then(
      (Area) => isCurrent && setArea({ Area }),
      () => isCurrent && setMissing(true),
    );
    return () => {
      isCurrent = false;
    };
  }, [load]);
  if (area) return <area.Area route={route} />;
  if (!isMissing) return <Bones rows={8} />;
  return (
    <div class="notice bad" role="alert">
      <div>
        <strong>{texts.errors.offline}</strong> {texts.errors.offlineTodo}
      </div>
      {/* A new version may have taken the place of the file. */}
      <button type="button" class="plain" onClick={() => location.reload()}>
        {texts.shell.retry}
      </button>
    </div>
  );
}

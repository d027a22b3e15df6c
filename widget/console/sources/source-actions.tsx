import { useState } from 'preact/hooks';
import { Icon } from '../../app/icon.tsx';
import { useSubmit } from '../data/use-submit.ts';
import type { Source } from '../data/wire.ts';
import { href } from '../route.ts';
import { Confirm } from '../ui/confirm.tsx';
import { icons } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import { sourcePath } from './source-path.ts';
import { isMoving } from './source-state.ts';

interface Props {
  source: Source;
  onChange(source: Source): void;
  reload(): Promise<void>;
}

/** What can be done with a source in the state that it is in. */
export function SourceActions({ source, onChange, reload }: Props) {
  const { api, texts, say } = useView();
  const { sources } = texts;
  const post = async (part: string, said: string) => {
    onChange(await api.send<Source>('POST', sourcePath(source.id, part), {}));
    say(said);
  };
  const sync = useSubmit(() => post('sync', sources.started));
  const pause = useSubmit(() => post('pause', sources.pausedNow));
  const resume = useSubmit(() => post('resume', sources.resumedNow));
  const failure = sync.error ?? pause.error ?? resume.error;
  if (source.state === 'deleting') return null;
  const isPaused = source.state === 'paused';
  const isRunning = isMoving(source) && !isPaused;
  return (
    <>
      {source.kind === 'files' && (
        <a class="plain" href={href(['sources', source.id], { add: 'files' })}>
          <Icon d={icons.upload} />
          {sources.uploadMore}
        </a>
      )}
      {isRunning && <Action icon={icons.pause} label={sources.pause} action={pause} />}
      {!isRunning && !isPaused && <Action icon={icons.sync} label={sources.sync} action={sync} isMain />}
      {isPaused && <Action icon={icons.play} label={sources.resume} action={resume} isMain />}
      <Dangers
        source={source}
        rollback={() => post('rollback', sources.started)}
        remove={async () => {
          await api.send('DELETE', sourcePath(source.id));
          say(sources.deletingNow);
          await reload();
        }}
      />
      {failure && <Notice error={failure} />}
    </>
  );
}

interface DangerProps {
  source: Source;
  rollback(): Promise<void>;
  remove(): Promise<void>;
}

/** What is asked about first. */
function Dangers({ source, rollback, remove }: DangerProps) {
  const { texts } = useView();
  const { sources } = texts;
  const [asking, setAsking] = useState<'rollback' | 'remove' | null>(null);
  const close = () => setAsking(null);
  return (
    <>
      {!isMoving(source) && source.lastSync && (
        <button type="button" class="plain" onClick={() => setAsking('rollback')}>
          <Icon d={icons.undo} />
          {sources.rollback}
        </button>
      )}
      <button type="button" class="plain danger" onClick={() => setAsking('remove')}>
        <Icon d={icons.trash} />
        {sources.remove}
      </button>
      {asking === 'rollback' && (
        <Confirm
          title={sources.rollbackTitle}
          text={sources.rollbackText}
          action={sources.rollback}
          danger={false}
          run={rollback}
          onClose={close}
        />
      )}
      {asking === 'remove' && (
        <Confirm
          title={sources.removeTitle}
          text={sources.removeText}
          action={sources.remove}
          word={source.name}
          run={remove}
          onClose={close}
        />
      )}
    </>
  );
}

interface ActionProps {
  icon: string;
  label: string;
  action: { isBusy: boolean; run(): Promise<void> };
  isMain?: boolean;
}

function Action({ icon, label, action, isMain = false }: ActionProps) {
  return (
    <button
      type="button"
      class={isMain ? 'solid' : 'plain'}
      disabled={action.isBusy}
      onClick={() => void action.run()}
    >
      <Icon d={icon} />
      {label}
    </button>
  );
}

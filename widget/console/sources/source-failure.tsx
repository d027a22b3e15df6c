import { Icon } from '../../app/icon.tsx';
import { useSubmit } from '../data/use-submit.ts';
import type { Source } from '../data/wire.ts';
import { icons } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import { sourcePath } from './source-path.ts';

/** Why the last sync failed, what is safe, and the ways on. */
export function SourceFailure({ source, onChange }: { source: Source; onChange(source: Source): void }) {
  const { api, texts, mayWrite, say } = useView();
  const start = (body: object) => async () => {
    onChange(await api.send<Source>('POST', sourcePath(source.id, 'sync'), body));
    say(texts.sources.started);
  };
  const again = useSubmit(start({}));
  const removal = useSubmit(start({ allowRemoval: true }));
  if (source.state !== 'failed') return null;
  const reason = source.reason ?? source.lastSync?.note ?? '';
  const error = again.error ?? removal.error;
  return (
    <>
      <div class="notice bad">
        <Icon d={icons.alert} />
        <div>
          <p dir="auto">
            <strong>{texts.sources.syncFailed}</strong> {reason}
          </p>
          <p class="fine">{texts.sources.safe}</p>
        </div>
        {mayWrite && reason.includes('allowRemoval') && (
          <button type="button" class="plain" disabled={removal.isBusy} onClick={() => void removal.run()}>
            {texts.sources.allowRemoval}
          </button>
        )}
        {mayWrite && (
          <button type="button" class="plain" disabled={again.isBusy} onClick={() => void again.run()}>
            {texts.shell.retry}
          </button>
        )}
      </div>
      {error && <Notice error={error} />}
    </>
  );
}

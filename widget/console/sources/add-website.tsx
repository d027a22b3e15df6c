import { useState } from 'preact/hooks';
import { useSubmit } from '../data/use-submit.ts';
import type { Source } from '../data/wire.ts';
import { href } from '../route.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import { sourcePath } from './source-path.ts';
import { checkWebsite, NEW_WEBSITE, nameOf, settingsOf, type WebsiteWrong } from './website-fields.ts';
import { WebsiteForm } from './website-form.tsx';

/** Adds a website and begins to read it. */
export function AddWebsite({ onClose }: { onClose(): void }) {
  const { api, texts, go } = useView();
  const [fields, setFields] = useState(NEW_WEBSITE);
  const [wrong, setWrong] = useState<WebsiteWrong>({});
  // Kept when only the start of the sync failed: a second try must not add the site again.
  const [added, setAdded] = useState<Source | null>(null);
  const { isBusy, error, submit } = useSubmit(async () => {
    const found = checkWebsite(fields, texts);
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    const body = {
      kind: 'website',
      name: nameOf(fields),
      schedule: fields.schedule,
      settings: settingsOf(fields),
    };
    const source = added ?? (await api.send<Source>('POST', '/v1/knowledge/sources', body));
    setAdded(source);
    await api.send('POST', sourcePath(source.id, 'sync'), {});
    go(href(['sources', source.id]), { replace: true });
  });
  return (
    <Dialog title={texts.sources.addWebsiteAction} onClose={onClose} mayClose={!isBusy}>
      <form class="dialog-body" onSubmit={submit} noValidate>
        <WebsiteForm fields={fields} wrong={wrong} onChange={setFields} />
        {error && <Notice error={error} />}
        <footer>
          <button type="button" class="plain" disabled={isBusy} onClick={onClose}>
            {texts.shell.cancel}
          </button>
          <button type="submit" class="solid" disabled={isBusy}>
            {isBusy ? texts.sources.creating : texts.sources.create}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

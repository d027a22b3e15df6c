import { useState } from 'preact/hooks';
import { useSubmit } from '../data/use-submit.ts';
import type { Source } from '../data/wire.ts';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import { ScheduleField } from './schedule-field.tsx';
import { sourcePath } from './source-path.ts';
import {
  checkWebsite,
  NEW_WEBSITE,
  settingsOf,
  type WebsiteFields,
  type WebsiteWrong,
  websiteFields,
} from './website-fields.ts';
import { WebsiteForm } from './website-form.tsx';

/** Name, schedule and, of a website, what is read of it. */
export function SourceSettings({ source, onChange }: { source: Source; onChange(source: Source): void }) {
  const { api, texts, say } = useView();
  const { name, schedule, settings } = source;
  const [fields, setFields] = useState<WebsiteFields>(
    settings ? websiteFields(settings, { name, schedule }) : { ...NEW_WEBSITE, name, schedule },
  );
  const [wrong, setWrong] = useState<WebsiteWrong>({});
  const { isBusy, error, submit } = useSubmit(async () => {
    const found = {
      ...(settings ? checkWebsite(fields, texts) : {}),
      ...(fields.name.trim() ? {} : { name: texts.sources.nameMissing }),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    const body = {
      name: fields.name.trim(),
      schedule: fields.schedule,
      ...(settings ? { settings: settingsOf(fields, settings.sitemap) } : {}),
    };
    onChange(await api.send<Source>('PATCH', sourcePath(source.id), body));
    say(texts.sources.settingsSaved);
  });
  return (
    <form class="sheet form" onSubmit={submit} noValidate>
      {settings ? (
        <WebsiteForm fields={fields} wrong={wrong} onChange={setFields} />
      ) : (
        <div class="columns">
          <Field label={texts.sources.name} wrong={wrong.name}>
            {(props) => (
              <input
                {...props}
                dir="auto"
                maxLength={120}
                value={fields.name}
                onInput={(event) => setFields({ ...fields, name: event.currentTarget.value })}
              />
            )}
          </Field>
          <ScheduleField
            schedule={fields.schedule}
            onChange={(next) => setFields({ ...fields, schedule: next })}
          />
        </div>
      )}
      {error && <Notice error={error} />}
      <footer>
        <button type="submit" class="solid" disabled={isBusy}>
          {texts.shell.save}
        </button>
      </footer>
    </form>
  );
}

import { useState } from 'preact/hooks';
import { tagsOf } from '../articles/article-fields.ts';
import { widest } from '../data/audiences.ts';
import { useSubmit } from '../data/use-submit.ts';
import type { Source } from '../data/wire.ts';
import { AudienceField } from '../ui/audience-field.tsx';
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

/** UTF-16 units of twenty names with their commas. */
const PRODUCTS_CHARS = 1_200;

/** Name, schedule, whom its articles are for, and, of a website, what is read of it. */
export function SourceSettings({ source, onChange }: { source: Source; onChange(source: Source): void }) {
  const { api, texts, say } = useView();
  const { name, schedule, settings } = source;
  const [fields, setFields] = useState<WebsiteFields>(
    settings ? websiteFields(settings, { name, schedule }) : { ...NEW_WEBSITE, name, schedule },
  );
  const [audience, setAudience] = useState(widest(source.audience));
  const [products, setProducts] = useState(source.products.join(', '));
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
      audience: [audience],
      products: tagsOf(products),
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
        <FolderFields fields={fields} wrong={wrong} onChange={setFields} />
      )}
      <div class="columns">
        <AudienceField audience={audience} onChange={setAudience} />
        <ProductsField products={products} onChange={setProducts} />
      </div>
      {error && <Notice error={error} />}
      <footer>
        <button type="submit" class="solid" disabled={isBusy}>
          {texts.shell.save}
        </button>
      </footer>
    </form>
  );
}

interface FolderProps {
  fields: WebsiteFields;
  wrong: WebsiteWrong;
  onChange(fields: WebsiteFields): void;
}

function FolderFields({ fields, wrong, onChange }: FolderProps) {
  const { texts } = useView();
  return (
    <div class="columns">
      <Field label={texts.sources.name} wrong={wrong.name}>
        {(props) => (
          <input
            {...props}
            dir="auto"
            maxLength={120}
            value={fields.name}
            onInput={(event) => onChange({ ...fields, name: event.currentTarget.value })}
          />
        )}
      </Field>
      <ScheduleField schedule={fields.schedule} onChange={(schedule) => onChange({ ...fields, schedule })} />
    </div>
  );
}

function ProductsField({ products, onChange }: { products: string; onChange(products: string): void }) {
  const { texts } = useView();
  return (
    <Field label={texts.scope.products} hint={texts.scope.productsHint}>
      {(props) => (
        <input
          {...props}
          dir="auto"
          maxLength={PRODUCTS_CHARS}
          value={products}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

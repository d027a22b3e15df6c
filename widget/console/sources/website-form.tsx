import { Field } from '../ui/field.tsx';
import { useView } from '../view.ts';
import { ScheduleField } from './schedule-field.tsx';
import type { WebsiteFields, WebsiteWrong } from './website-fields.ts';

interface Props {
  fields: WebsiteFields;
  wrong: WebsiteWrong;
  onChange(fields: WebsiteFields): void;
}

const DISCOVERIES = ['auto', 'sitemap', 'crawl'] as const;

/** The fields of a website: what most need first, limits behind a fold that opens when one of them is wrong. */
export function WebsiteForm({ fields, wrong, onChange }: Props) {
  const { texts } = useView();
  const { sources } = texts;
  const change = (part: Partial<WebsiteFields>) => onChange({ ...fields, ...part });
  const isWrong = !!(wrong.maxPages || wrong.maxDepth || wrong.include || wrong.exclude);
  return (
    <>
      <Field label={sources.url} hint={sources.urlHint} wrong={wrong.url}>
        {(props) => (
          <input
            {...props}
            type="url"
            dir="ltr"
            autocomplete="url"
            placeholder="https://"
            value={fields.url}
            onInput={(event) => change({ url: event.currentTarget.value })}
          />
        )}
      </Field>
      <div class="columns">
        <Field label={sources.name} wrong={wrong.name}>
          {(props) => (
            <input
              {...props}
              dir="auto"
              maxLength={120}
              value={fields.name}
              onInput={(event) => change({ name: event.currentTarget.value })}
            />
          )}
        </Field>
        <ScheduleField schedule={fields.schedule} onChange={(schedule) => change({ schedule })} />
      </div>
      <details class="fold" open={isWrong || undefined}>
        <summary>{sources.limits}</summary>
        <div class="fold-body">
          <Discovery fields={fields} change={change} />
          <Numbers fields={fields} wrong={wrong} change={change} />
          <Paths fields={fields} wrong={wrong} change={change} />
        </div>
      </details>
    </>
  );
}

interface PartProps {
  fields: WebsiteFields;
  wrong: WebsiteWrong;
  change(part: Partial<WebsiteFields>): void;
}

function Numbers({ fields, wrong, change }: PartProps) {
  const { texts } = useView();
  return (
    <div class="columns">
      {(['maxPages', 'maxDepth'] as const).map((name) => (
        <Field key={name} label={texts.sources[name]} wrong={wrong[name]}>
          {(props) => (
            <input
              {...props}
              inputMode="numeric"
              dir="ltr"
              value={fields[name]}
              onInput={(event) => change({ [name]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

function Paths({ fields, wrong, change }: PartProps) {
  const { texts } = useView();
  return (
    <div class="columns">
      {(['include', 'exclude'] as const).map((name) => (
        <Field key={name} label={texts.sources[name]} hint={texts.sources.pathsHint} wrong={wrong[name]}>
          {(props) => (
            <textarea
              {...props}
              class="code-input"
              dir="ltr"
              rows={3}
              value={fields[name]}
              onInput={(event) => change({ [name]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

function Discovery({ fields, change }: Omit<PartProps, 'wrong'>) {
  const { sources } = useView().texts;
  return (
    <Field label={sources.discovery}>
      {(props) => (
        <select
          {...props}
          value={fields.discovery}
          onChange={({ currentTarget: { value } }) =>
            change({ discovery: DISCOVERIES.find((one) => one === value) ?? 'auto' })
          }
        >
          {DISCOVERIES.map((one) => (
            <option key={one} value={one}>
              {sources.discoveries[one]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

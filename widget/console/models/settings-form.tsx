import { useState } from 'preact/hooks';
import type { LlmSettings } from '../../../src/domain/llm.ts';
import { fill } from '../../locale/texts.ts';
import { ApiError } from '../data/api-error.ts';
import { useSubmit } from '../data/use-submit.ts';
import type { LlmUsage, Models } from '../data/wire.ts';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import {
  BUDGETS,
  type Budget,
  checkLlm,
  LENGTHS,
  type LlmFields,
  type LlmWrong,
  leftOf,
  llmFields,
  llmOf,
  refusedLlm,
  TASKS,
} from './llm-fields.ts';
import { measured } from './plot-data.ts';

interface Props {
  stored: LlmSettings;
  preferNewer: boolean;
  version: number;
  models: Models;
  /** What was spent since midnight UTC. */
  today: LlmUsage['total'];
  onSaved(): void;
}

/**
 * All settings of answers: of models, and of the search before them. What the server refuses is said beside its field; nothing typed
 * is lost by it.
 */
export function SettingsForm({ stored, preferNewer, version, models, today, onSaved }: Props) {
  const { api, texts, say } = useView();
  const { settings } = texts.models;
  const [fields, setFields] = useState(() => llmFields(stored));
  const [newer, setNewer] = useState(preferNewer);
  const [wrong, setWrong] = useState<LlmWrong>({});
  const { isBusy, error, submit } = useSubmit(async () => {
    const found = checkLlm(fields, texts);
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    try {
      const changed = { llm: llmOf(fields), preferNewer: newer };
      await api.send('PATCH', '/v1/organization', { settings: changed, version });
    } catch (thrown) {
      const refused = thrown instanceof ApiError ? refusedLlm(thrown.fields, fields) : null;
      if (!refused || refused.rest) throw thrown;
      return setWrong(refused.wrong);
    }
    say(settings.saved);
    onSaved();
  });
  const part = { fields, wrong, change: (next: Partial<LlmFields>) => setFields({ ...fields, ...next }) };
  return (
    <form class="sheet form" onSubmit={submit} noValidate>
      <Switch
        name="enabled"
        isOn={fields.enabled}
        label={settings.enabled}
        hint={settings.enabledHint}
        set={(enabled) => part.change({ enabled })}
      />
      <Chains {...part} models={models} />
      <Limits {...part} today={today} />
      <Words {...part} />
      <Search preferNewer={newer} set={setNewer} />
      {error && <Notice error={error} onRetry={error.code === 'version_conflict' ? onSaved : undefined} />}
      <footer>
        <button type="submit" class="solid" disabled={isBusy}>
          {texts.shell.save}
        </button>
      </footer>
    </form>
  );
}

function Search({ preferNewer, set }: { preferNewer: boolean; set(isOn: boolean): void }) {
  const { settings } = useView().texts.models;
  return (
    <fieldset>
      <legend>{settings.search}</legend>
      <Switch
        name="newer"
        isOn={preferNewer}
        label={settings.preferNewer}
        hint={settings.preferNewerHint}
        set={set}
      />
    </fieldset>
  );
}

interface SwitchProps {
  name: string;
  isOn: boolean;
  label: string;
  hint: string;
  set(isOn: boolean): void;
}

function Switch({ name, isOn, label, hint, set }: SwitchProps) {
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          aria-describedby={`${name}-hint`}
          checked={isOn}
          onChange={(event) => set(event.currentTarget.checked)}
        />
        {label}
      </label>
      <p id={`${name}-hint`} class="hint">
        {hint}
      </p>
    </div>
  );
}

interface PartProps {
  fields: LlmFields;
  wrong: LlmWrong;
  change(part: Partial<LlmFields>): void;
}

function Chains({ fields, wrong, change, models }: PartProps & { models: Models }) {
  const { settings } = useView().texts.models;
  return (
    <fieldset>
      <legend>{settings.chains}</legend>
      <p class="hint">{settings.chainsHint}</p>
      <div class="columns">
        {TASKS.map((task) => {
          const used = models.chains[task] ?? [];
          const hint = used.length > 0 ? fill(settings.inUse, used.join(', ')) : '';
          return (
            <Field key={task} label={settings.tasks[task]} hint={hint} wrong={wrong[task]}>
              {(props) => (
                <textarea
                  {...props}
                  class="code-input"
                  dir="ltr"
                  rows={3}
                  spellcheck={false}
                  autocapitalize="off"
                  value={fields[task]}
                  onInput={(event) => change({ [task]: event.currentTarget.value })}
                />
              )}
            </Field>
          );
        })}
      </div>
    </fieldset>
  );
}

function Limits({ fields, wrong, change, today }: PartProps & Pick<Props, 'today'>) {
  const { texts, formats } = useView();
  const { settings } = texts.models;
  const hints: Partial<Record<Budget, string>> = {
    dayUsd: fill(settings.spentToday, formats.money(today.costUsd)),
    dayTokens: fill(settings.usedToday, formats.count(measured(today, 'tokens'))),
  };
  return (
    <fieldset>
      <legend>{settings.limits}</legend>
      <p class="hint">
        {settings.limitsHint} {settings.limitsPrice}
      </p>
      <div class="columns">
        {BUDGETS.map((name) => (
          <Field key={name} label={settings.budgets[name]} hint={hints[name] ?? ''} wrong={wrong[name]}>
            {(props) => (
              <input
                {...props}
                dir="ltr"
                inputMode={name === 'dayTokens' ? 'numeric' : 'decimal'}
                autocomplete="off"
                maxLength={20}
                value={fields[name]}
                onInput={(event) => change({ [name]: event.currentTarget.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}

function Words({ fields, wrong, change }: PartProps) {
  const { texts, formats } = useView();
  const { settings } = texts.models;
  const hints = { voice: settings.voiceHint, instructions: settings.instructionsHint };
  return (
    <fieldset>
      <legend>{settings.words}</legend>
      {(['voice', 'instructions'] as const).map((name) => (
        <Field
          key={name}
          label={settings[name]}
          hint={`${hints[name]} ${leftOf(name, fields, texts, formats.count)}`}
          wrong={wrong[name]}
        >
          {(props) => (
            <textarea
              {...props}
              dir="auto"
              rows={name === 'voice' ? 3 : 6}
              maxLength={LENGTHS[name]}
              value={fields[name]}
              onInput={(event) => change({ [name]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
    </fieldset>
  );
}

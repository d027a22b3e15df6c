import { useState } from 'preact/hooks';
import { useSubmit } from '../data/use-submit.ts';
import type { Connector, ToolTried } from '../data/wire.ts';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import { ToolInput } from './tool-input.tsx';
import { CUSTOMER, trialOf } from './trial.ts';
import { TrialResult } from './trial-result.tsx';

/** Longest wait: a tool may take ten seconds, twice. */
const WAIT_MS = 30_000;

/** Runs one tool with sample values, as a model would ask for it. */
export function ToolTrial({ connector }: { connector: Connector }) {
  const { api, texts } = useView();
  const { connections } = texts;
  const [chosen, setChosen] = useState(connector.tools[0]?.name ?? '');
  const [values, setValues] = useState<Record<string, string>>({});
  const [isSent, setSent] = useState(false);
  const [tried, setTried] = useState<ToolTried | null>(null);
  const tool = connector.tools.find(({ name }) => name === chosen);
  const { isBusy, error, submit } = useSubmit(async () => {
    if (!tool) return;
    setTried(null);
    const path = `/v1/connectors/${connector.name}/test`;
    const body = trialOf(tool, values, isSent);
    setTried(await api.send<ToolTried>('POST', path, body, { timeoutMs: WAIT_MS }));
  });
  if (!tool) return null;
  return (
    <section aria-labelledby="trial">
      <h2 id="trial" class="section-title">
        {connections.trial}
      </h2>
      <form class="sheet form" onSubmit={submit} noValidate>
        <div class="columns">
          <Field label={connections.tool} hint={connections.trialAbout}>
            {(props) => (
              <select
                {...props}
                value={chosen}
                onChange={(event) => {
                  setChosen(event.currentTarget.value);
                  setSent(false);
                  setTried(null);
                }}
              >
                {connector.tools.map(({ name }) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            )}
          </Field>
          <Samples tool={tool} values={values} onChange={setValues} />
        </div>
        {tool.effect === 'changes' && <Send isSent={isSent} onChange={setSent} />}
        {error && <Notice error={error} />}
        <footer>
          <button type="submit" class="plain" disabled={isBusy}>
            {isBusy ? connections.running : connections.run}
          </button>
        </footer>
        <div role="status">{tried && <TrialResult tried={tried} />}</div>
      </form>
    </section>
  );
}

interface SampleProps {
  tool: Connector['tools'][number];
  values: Readonly<Record<string, string>>;
  onChange(values: Record<string, string>): void;
}

function Samples({ tool, values, onChange }: SampleProps) {
  const { connections } = useView().texts;
  const part = (name: string) => ({
    value: values[name] ?? '',
    onInput: (value: string) => onChange({ ...values, [name]: value }),
  });
  const needed = Object.values(tool.inject);
  return (
    <>
      {Object.entries(tool.input).map(([name, field]) => (
        <ToolInput key={name} label={name} field={field} {...part(name)} />
      ))}
      {CUSTOMER.filter((field) => needed.includes(field)).map((field) => (
        <ToolInput key={field} label={connections.customer[field]} {...part(field)} />
      ))}
    </>
  );
}

function Send({ isSent, onChange }: { isSent: boolean; onChange(isSent: boolean): void }) {
  const { connections } = useView().texts;
  return (
    <label class="check">
      <input type="checkbox" checked={isSent} onChange={(event) => onChange(event.currentTarget.checked)} />
      {connections.send}
    </label>
  );
}

import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { ApiError } from '../data/api-error.ts';
import { useSubmit } from '../data/use-submit.ts';
import type { Connector } from '../data/wire.ts';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import { declarationOf, type Fault, NAME, refused } from './declaration.ts';
import { FaultList } from './fault-list.tsx';

interface Props {
  /** Null: it is a new one. */
  name: string | null;
  start: string;
  hasSecret: boolean;
  onSaved(connector: Connector): void;
}

interface Fields {
  name: string;
  text: string;
  secret: string;
}

interface Wrong {
  name?: string | undefined;
  text?: string | undefined;
  secret?: string | undefined;
  faults?: readonly Fault[];
}

/** A connector's declaration and its secret. What the server refuses is said with the line that it is about; nothing typed is lost. */
export function ConnectionForm({ name, start, hasSecret, onSaved }: Props) {
  const { api, texts, say } = useView();
  const { connections } = texts;
  const [fields, setFields] = useState<Fields>({ name: '', text: start, secret: '' });
  const [wrong, setWrong] = useState<Wrong>({});
  const area = useRef<HTMLTextAreaElement>(null);
  const { isBusy, error, submit } = useSubmit(async () => {
    const stored = name ?? fields.name.trim();
    const body = declarationOf(fields.text, fields.secret.trim());
    const found: Wrong = {
      name: NAME.test(stored) ? undefined : connections.nameWrong,
      text: body ? undefined : connections.jsonWrong,
    };
    setWrong(found);
    if (found.name || found.text) return;
    try {
      const connector = await api.send<Connector>('PUT', `/v1/connectors/${stored}`, body);
      say(connections.saved);
      onSaved(connector);
    } catch (thrown) {
      if (!(thrown instanceof ApiError) || thrown.fields.length === 0) throw thrown;
      setWrong(refused(thrown.fields, fields.text));
    }
  });
  const part = { fields, wrong, change: (next: Partial<Fields>) => setFields({ ...fields, ...next }) };
  return (
    <form class="sheet form" onSubmit={submit} noValidate>
      {name === null && <Name {...part} />}
      <Declaration {...part} area={area} />
      <FaultList faults={wrong.faults ?? []} area={area} />
      <Secret {...part} hasSecret={hasSecret} />
      {error && <Notice error={error} />}
      <footer>
        <button type="submit" class="solid" disabled={isBusy}>
          {texts.shell.save}
        </button>
      </footer>
    </form>
  );
}

/** What is no prose. */
const RAW = { dir: 'ltr', spellcheck: false, autocapitalize: 'off', autocomplete: 'off' } as const;

interface PartProps {
  fields: Fields;
  wrong: Wrong;
  change(part: Partial<Fields>): void;
}

function Name({ fields, wrong, change }: PartProps) {
  const { connections } = useView().texts;
  return (
    <Field label={connections.name} hint={connections.nameHint} wrong={wrong.name}>
      {(props) => (
        <input
          {...props}
          {...RAW}
          maxLength={24}
          value={fields.name}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

function Declaration({
  fields,
  wrong,
  change,
  area,
}: PartProps & { area: RefObject<HTMLTextAreaElement | null> }) {
  const { connections } = useView().texts;
  return (
    <Field label={connections.declaration} hint={connections.declarationHint} wrong={wrong.text}>
      {(props) => (
        <textarea
          {...props}
          {...RAW}
          ref={area}
          aria-invalid={wrong.text || wrong.faults?.length ? true : undefined}
          class="code-input"
          rows={22}
          value={fields.text}
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

function Secret({ fields, wrong, change, hasSecret }: PartProps & { hasSecret: boolean }) {
  const { connections } = useView().texts;
  const hint = hasSecret ? connections.secretKept : connections.secretHint;
  return (
    <Field label={connections.secret} hint={hint} wrong={wrong.secret}>
      {(props) => (
        <input
          {...props}
          {...RAW}
          type="password"
          autocomplete="new-password"
          value={fields.secret}
          onInput={(event) => change({ secret: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

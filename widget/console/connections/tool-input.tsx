import type { Connector } from '../data/wire.ts';
import { Field } from '../ui/field.tsx';

interface Props {
  label: string;
  field?: Connector['tools'][number]['input'][string];
  value: string;
  onInput(value: string): void;
}

/** A sample value of a tool: one of those that it may have, or free. */
export function ToolInput({ label, field, value, onInput }: Props) {
  const choices = field?.type === 'boolean' ? ['true', 'false'] : field?.enum;
  return (
    <Field label={label} hint={field?.description ?? ''}>
      {(props) =>
        choices ? (
          <select {...props} dir="ltr" value={value} onChange={(event) => onInput(event.currentTarget.value)}>
            <option value="" />
            {choices.map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </select>
        ) : (
          <input
            {...props}
            dir="auto"
            autocomplete="off"
            spellcheck={false}
            maxLength={200}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
        )
      }
    </Field>
  );
}

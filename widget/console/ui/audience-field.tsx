import { AUDIENCES } from '../data/audiences.ts';
import type { Audience } from '../data/wire.ts';
import { useView } from '../view.ts';
import { Field } from './field.tsx';

interface Props {
  audience: Audience;
  onChange(audience: Audience): void;
}

/** Whom an article, or all articles of a source, are for. */
export function AudienceField({ audience, onChange }: Props) {
  const { texts } = useView();
  return (
    <Field label={texts.scope.audience} hint={texts.scope.audienceHint}>
      {(props) => (
        <select
          {...props}
          value={audience}
          onChange={({ currentTarget: { value } }) =>
            onChange(AUDIENCES.find((one) => one === value) ?? 'internal')
          }
        >
          {AUDIENCES.map((one) => (
            <option key={one} value={one}>
              {texts.scope.audiences[one]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

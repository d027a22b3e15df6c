import type { Source } from '../data/wire.ts';
import { Field } from '../ui/field.tsx';
import { useView } from '../view.ts';

const SCHEDULES = ['manual', 'hourly', 'daily', 'weekly'] as const;

interface Props {
  schedule: Source['schedule'];
  onChange(schedule: Source['schedule']): void;
}

export function ScheduleField({ schedule, onChange }: Props) {
  const { texts } = useView();
  return (
    <Field label={texts.sources.schedule}>
      {(props) => (
        <select
          {...props}
          value={schedule}
          onChange={({ currentTarget: { value } }) =>
            onChange(SCHEDULES.find((one) => one === value) ?? 'manual')
          }
        >
          {SCHEDULES.map((one) => (
            <option key={one} value={one}>
              {texts.sources.schedules[one]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

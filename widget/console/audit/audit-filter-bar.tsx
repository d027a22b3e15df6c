import { useEffect, useState } from 'preact/hooks';
import { Choice } from '../ui/choice.tsx';
import { useView } from '../view.ts';
import { ACTORS, type AuditFilters, isAction, OUTCOMES } from './audit-query.ts';

interface Props {
  filters: AuditFilters;
  isFiltered: boolean;
  onChange(filters: AuditFilters): void;
}

const NONE: AuditFilters = { action: '', actor: '', outcome: '', from: '', to: '' };

/** What narrows the list. The action is looked for when it is entered, since only a whole one finds something. */
export function AuditFilterBar({ filters, isFiltered, onChange }: Props) {
  const { texts } = useView();
  const { audit } = texts;
  const [action, setAction] = useState(filters.action);
  useEffect(() => setAction(filters.action), [filters.action]);
  const set = (part: Partial<AuditFilters>) => onChange({ ...filters, ...part });
  const isWrong = action !== '' && !isAction(action);
  return (
    <form
      class="filters"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong) set({ action });
      }}
    >
      <ActionField
        action={action}
        isWrong={isWrong}
        onInput={setAction}
        onChange={(next) => set({ action: next })}
      />
      <Choice
        label={audit.who}
        value={filters.actor}
        options={[
          { value: '', label: audit.allActors },
          ...ACTORS.map((one) => ({ value: one as string, label: audit.actors[one] })),
        ]}
        onChange={(actor) => set({ actor })}
      />
      <Choice
        label={audit.outcome}
        value={filters.outcome}
        options={[
          { value: '', label: audit.allOutcomes },
          ...OUTCOMES.map((one) => ({ value: one as string, label: audit.outcomes[one] })),
        ]}
        onChange={(outcome) => set({ outcome })}
      />
      <Day label={audit.fromDay} value={filters.from} onChange={(from) => set({ from })} />
      <Day label={audit.toDay} value={filters.to} onChange={(to) => set({ to })} />
      {isFiltered && (
        <button type="button" class="plain" onClick={() => onChange(NONE)}>
          {audit.clear}
        </button>
      )}
      {isWrong && (
        <p id="action-wrong" class="wrong" role="alert">
          {audit.actionWrong}
        </p>
      )}
    </form>
  );
}

interface ActionProps {
  action: string;
  isWrong: boolean;
  onInput(action: string): void;
  onChange(action: string): void;
}

function ActionField({ action, isWrong, onInput, onChange }: ActionProps) {
  const { audit } = useView().texts;
  return (
    <label class="audit-action">
      <span class="sr">{audit.action}</span>
      <input
        type="text"
        dir="ltr"
        placeholder={audit.action}
        value={action}
        autocomplete="off"
        spellcheck={false}
        maxLength={60}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? 'action-wrong' : undefined}
        onInput={({ currentTarget }) => onInput(currentTarget.value.trim())}
        onChange={({ currentTarget }) => {
          const next = currentTarget.value.trim();
          if (next === '' || isAction(next)) onChange(next);
        }}
      />
    </label>
  );
}

function Day({ label, value, onChange }: { label: string; value: string; onChange(day: string): void }) {
  return (
    <label class="audit-day">
      <span class="fine">{label}</span>
      <input type="date" value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
    </label>
  );
}

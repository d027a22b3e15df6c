import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../app/icon.tsx';
import { icons } from './icons.ts';

interface Props {
  label: string;
  value: string;
  onInput(value: string): void;
}

/** A field that narrows what is below it. `/` leads to it from anywhere on the page. */
export function SearchField({ label, value, onInput }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, textarea, select, dialog');
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <label class="search">
      <Icon d={icons.ask} />
      <span class="sr">{label}</span>
      <input
        ref={field}
        type="search"
        dir="auto"
        placeholder={label}
        value={value}
        autocomplete="off"
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <span class="key" aria-hidden="true">
        /
      </span>
    </label>
  );
}

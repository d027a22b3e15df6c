const PATHS = {
  send: 'M12 19V5M6 11l6-6 6 6',
  stop: 'M8 8h8v8H8z',
  down: 'M6 9.5l6 6 6-6',
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  good: 'M7 11v9H4v-9zM7 11l4-7c1.6 0 2.5 1.2 2.2 2.7L12.6 10H18c1.4 0 2.3 1.2 2 2.5l-1.4 6c-.2.9-1 1.5-2 1.5H7',
  bad: 'M17 13V4h3v9zM17 13l-4 7c-1.6 0-2.5-1.2-2.2-2.7l.6-3.3H6c-1.4 0-2.3-1.2-2-2.5l1.4-6C5.6 4.6 6.4 4 7.4 4H17',
  person: 'M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20c.6-3.6 3.4-5.5 7-5.5s6.4 1.9 7 5.5',
  out: 'M9 6h9v9M18 6L7 17',
  spark: 'M12 4l1.8 6.2L20 12l-6.2 1.8L12 20l-1.8-6.2L4 12l6.2-1.8z',
} as const;

/** A line icon in the colour of its text; decoration only, so the control around it carries the name. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

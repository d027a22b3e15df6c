/** Outlines of the panel's own controls, on a grid of 24. */
export const icons = {
  send: 'M12 19V5m-6 6l6-6 6 6',
  stop: 'M8 8h8v8H8z',
  down: 'M6 9l6 6 6-6',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-7 8q1-5 7-5t7 5',
  spark: 'M12 4l2 6 6 2-6 2-2 6-2-6-6-2 6-2z',
};

/** A line icon in the colour of its text; decoration only, so the control around it carries the name. */
export function Icon({ d }: { d: string | undefined }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={d} />
    </svg>
  );
}

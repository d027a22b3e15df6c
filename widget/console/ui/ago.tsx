import { useView } from '../view.ts';

/** How long ago something was, and when exactly for those who ask. `at`: ISO 8601. */
export function Ago({ at, look }: { at: string; look?: string }) {
  const { formats } = useView();
  return (
    <time class={look} dateTime={at} title={formats.date(at)}>
      {formats.ago(at)}
    </time>
  );
}

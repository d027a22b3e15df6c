import { useView } from '../view.ts';

/** What is about to be there, in outline; appears only when it takes longer than an eye notices. */
export function Bones({ rows = 5 }: { rows?: number }) {
  const { texts } = useView();
  return (
    <div class="bones" role="status">
      <span class="sr">{texts.shell.loading}</span>
      {Array.from({ length: rows }, (_, at) => (
        <i key={at} />
      ))}
    </div>
  );
}

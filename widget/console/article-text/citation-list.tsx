import { useView } from '../view.ts';
import { plainText } from './plain-text.ts';

interface Props {
  citations: readonly { n: number; title: string; quote: string }[];
  citeHref(n: number): string;
  label?: string;
}

/** What an answer cites, each a link to where it stands. */
export function CitationList({ citations, citeHref, label }: Props) {
  const { formats } = useView();
  return (
    <ol class="cites" aria-label={label}>
      {citations.map(({ n, title, quote }) => (
        <li key={n}>
          <a href={citeHref(n)}>
            <span class="hit-n">{formats.count(n)}</span>
            <span>
              <strong dir="auto">{title}</strong>
              <q dir="auto">{plainText(quote)}</q>
            </span>
          </a>
        </li>
      ))}
    </ol>
  );
}

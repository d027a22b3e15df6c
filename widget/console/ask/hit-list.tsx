import { fill } from '../../locale/texts.ts';
import { plainText } from '../article-text/plain-text.ts';
import type { SearchHit } from '../data/wire.ts';
import { Empty } from '../ui/empty.tsx';
import { icons } from '../ui/icons.ts';
import { useView } from '../view.ts';

interface Props {
  hits: readonly SearchHit[];
  /** From 1; 0 when none is open. */
  openHit: number;
  hitHref(n: number): string;
}

/** What search found, best first. Each leads to its place in the article. */
export function HitList({ hits, openHit, hitHref }: Props) {
  const { texts, formats } = useView();
  if (hits.length === 0) {
    return (
      <Empty icon={icons.ask} title={texts.ask.nothing}>
        <p>{texts.ask.nothingTodo}</p>
      </Empty>
    );
  }
  return (
    <section aria-labelledby="results">
      <h2 id="results" class="section-title">
        {fill(texts.ask.found, formats.count(hits.length))}
      </h2>
      <ol class="hits">
        {hits.map((hit, at) => (
          <li key={at} class={at + 1 === openHit ? 'hit open' : 'hit'}>
            <a href={hitHref(at + 1)} aria-current={at + 1 === openHit ? 'true' : undefined}>
              <span class="hit-n" aria-hidden="true">
                {formats.count(at + 1)}
              </span>
              <span class="hit-text">
                <strong dir="auto">{hit.title}</strong>
                {hit.heading && hit.heading !== hit.title && (
                  <span class="fine" dir="auto">
                    {hit.heading}
                  </span>
                )}
                <span class="snippet" dir="auto">
                  {plainText(hit.text)}
                </span>
              </span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

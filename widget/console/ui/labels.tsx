import { widest } from '../data/audiences.ts';
import type { Audience } from '../data/wire.ts';
import { useView } from '../view.ts';
import { Badge } from './badge.tsx';

/** What an article or a source is labelled with: for whom, which products, tags. For everybody is left unsaid. */
export function Labels(about: {
  audience: readonly Audience[];
  products: readonly string[];
  tags: readonly string[];
}) {
  const { texts } = useView();
  const audience = widest(about.audience);
  return (
    <>
      {audience !== 'public' && <Badge tone="busy" text={texts.scope.audiences[audience]} />}
      {[...new Set([...about.products, ...about.tags])].map((one) => (
        <span key={one} class="tag" dir="auto">
          {one}
        </span>
      ))}
    </>
  );
}

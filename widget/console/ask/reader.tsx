import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../app/icon.tsx';
import { keepFocusInside } from '../../app/keep-focus-inside.ts';
import { fill } from '../../locale/texts.ts';
import { ArticleText } from '../article-text/article-text.tsx';
import { useLoad } from '../data/use-load.ts';
import type { StoredVersion } from '../data/wire.ts';
import { href } from '../route.ts';
import { Bones } from '../ui/bones.tsx';
import { icons } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import type { Opened } from './opened.ts';
import { readStored } from './read-stored.ts';

/** Below this width the reader covers everything else. Written once more in style/pages.css. */
const COVERS = '(max-width: 1080px)';

interface Props {
  opened: Opened;
  onClose(): void;
}

/** The stored article beside its results, with the passage marked and in view. */
export function Reader({ opened, onClose }: Props) {
  const { api } = useView();
  const key = `${opened.articleId} ${opened.version}`;
  const stored = useLoad(key, (signal) => readStored(api, opened, signal));
  const [isMarked, setMarked] = useState<boolean | null>(null);
  const onMarked = useCallback((is: boolean) => setMarked(is), []);
  const { data } = stored;
  return (
    <section
      class="reader"
      aria-labelledby="reader-title"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        else if (event.key === 'Tab' && matchMedia(COVERS).matches) keepFocusInside(event);
      }}
    >
      <ReaderHead opened={opened} stored={data} isMarked={isMarked} onClose={onClose} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <div class="reader-body" tabIndex={0}>
        {stored.error && <Notice error={stored.error} onRetry={() => void stored.reload()} />}
        {!data && stored.isLoading && <Bones rows={8} />}
        {data && (
          <ArticleText
            body={data.text}
            format="markdown"
            locale={data.locale}
            onMarked={onMarked}
            {...markOf(opened, data)}
          />
        )}
      </div>
    </section>
  );
}

interface HeadProps extends Props {
  stored: StoredVersion | null;
  /** Null as long as it is not known. */
  isMarked: boolean | null;
}

/** Takes the focus with every passage that is opened. */
function ReaderHead({ opened, stored, isMarked, onClose }: HeadProps) {
  const { texts } = useView();
  const heading = useRef<HTMLHeadingElement>(null);
  const place = `${opened.articleId} ${opened.version} ${opened.quote}`;
  useEffect(() => {
    if (place) heading.current?.focus({ preventScroll: true });
  }, [place]);
  const which =
    stored?.servedUntil === null ? texts.ask.storedNow : fill(texts.ask.stored, stored?.version ?? '');
  return (
    <header>
      <div>
        <h2 id="reader-title" ref={heading} tabIndex={-1} dir="auto">
          {stored?.title ?? opened.title}
        </h2>
        <p class="fine" role="status">
          {stored && `${which}. ${isMarked === false ? texts.ask.notMarked : texts.ask.marked}`}
        </p>
      </div>
      {stored && (
        <a
          class="icon-button"
          href={href(['articles', stored.externalId])}
          aria-label={texts.ask.openArticle}
          title={texts.ask.openArticle}
        >
          <Icon d={icons.out} />
        </a>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={texts.ask.closeReader}
        title={texts.ask.closeReader}
        onClick={onClose}
      >
        <Icon d={icons.close} />
      </button>
    </header>
  );
}

/** Where the version is the one that was quoted, its place in the text is exact. */
function markOf(opened: Opened, stored: StoredVersion): { quote: string; before?: string } {
  const { quote, start, version } = opened;
  if (start === null || stored.version !== version) return { quote };
  return { quote, before: stored.text.slice(0, start) };
}

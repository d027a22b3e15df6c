import { useView } from '../view.ts';

/** The next page of a list, where there is one. */
export function MoreButton({
  pages,
}: {
  pages: { hasMore: boolean; isLoadingMore: boolean; more(): Promise<void> };
}) {
  const { texts } = useView();
  if (!pages.hasMore) return null;
  return (
    <button type="button" class="plain more" disabled={pages.isLoadingMore} onClick={() => void pages.more()}>
      {pages.isLoadingMore ? texts.shell.loading : texts.shell.more}
    </button>
  );
}

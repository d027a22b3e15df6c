import { Icon } from '../../app/icon.tsx';
import { useSubmit } from '../data/use-submit.ts';
import type { Draft, GapWithNearest } from '../data/wire.ts';
import { href } from '../route.ts';
import { icons } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';

interface Props {
  gap: GapWithNearest;
  path: string;
  reload(): Promise<void>;
}

/** Draft an article, dismiss, reopen. */
export function GapActions({ gap, path, reload }: Props) {
  const { api, texts, mayWrite, go, say } = useView();
  const { gaps } = texts;
  const change = (part: string, said: string) => async () => {
    await api.send('POST', `${path}/${part}`);
    say(said);
    await reload();
  };
  const dismiss = useSubmit(change('dismiss', gaps.dismissed));
  const reopen = useSubmit(change('reopen', gaps.reopened));
  const draft = useSubmit(async () => {
    const made = await api.send<Draft>('POST', `${path}/draft`);
    say(gaps.drafted);
    go(href(['gaps', 'drafts', made.id]));
  });
  const error = dismiss.error ?? reopen.error ?? draft.error;
  if (!mayWrite) return null;
  return (
    <>
      {gap.status === 'dismissed' ? (
        <button type="button" class="plain" disabled={reopen.isBusy} onClick={() => void reopen.run()}>
          {gaps.reopen}
        </button>
      ) : (
        <button type="button" class="plain" disabled={dismiss.isBusy} onClick={() => void dismiss.run()}>
          {gaps.dismiss}
        </button>
      )}
      {gap.draftId ? (
        <a class="solid" href={href(['gaps', 'drafts', gap.draftId])}>
          {gaps.openDraft}
        </a>
      ) : (
        <button type="button" class="solid" disabled={draft.isBusy} onClick={() => void draft.run()}>
          <Icon d={icons.edit} />
          {gaps.draft}
        </button>
      )}
      {error && <Notice error={error} />}
    </>
  );
}

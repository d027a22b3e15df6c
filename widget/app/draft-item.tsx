import type { Draft } from '../state/device.ts';
import type { View } from './view.ts';

/** A message that is not stored yet: on its way, waiting for the network, or in need of its writer. */
export function DraftItem({ view, draft }: { view: View; draft: Draft }) {
  const { texts, client } = view;
  const isOnline = client.link.value === 'online';
  return (
    <li class={draft.failed ? 'm me failed' : 'm me pending'}>
      <span class="sr">{texts.you}: </span>
      <div class="bubble" dir="auto">
        {draft.text}
      </div>
      <p class="fate">
        {draft.failed
          ? draft.failed === 'old'
            ? texts.old
            : texts.failed
          : isOnline
            ? texts.sending
            : texts.queued}
        {draft.failed && (
          <>
            <button type="button" class="link" onClick={() => client.retry(draft.clientId)}>
              {texts.retry}
            </button>
            <button type="button" class="link" onClick={() => client.discard(draft.clientId)}>
              {texts.discard}
            </button>
          </>
        )}
      </p>
    </li>
  );
}

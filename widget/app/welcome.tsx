import type { View } from './view.ts';

/** The head of a conversation: who answers here, honestly, and where to begin. Bones while the session is fetched. */
export function Welcome({ view }: { view: View }) {
  const { client, texts } = view;
  const config = client.config.value;
  const { messages, state } = client.conversation.value;
  if (!config) {
    return (
      <li class="m ai bones" aria-hidden="true">
        <i />
        <i />
        <i />
      </li>
    );
  }
  const isEmpty = messages.length === 0 && client.drafts.value.length === 0 && state !== 'processing';
  return (
    <li class="m ai hello">
      <h3 class="greeting" dir="auto">
        {config.greeting ?? texts.greeting}
      </h3>
      <p class="disclosure">{texts.disclosure}</p>
      {isEmpty && <Replies view={view} replies={config.starters} />}
    </li>
  );
}

/** Answers that the reader may give with one press. */
export function Replies({ view, replies }: { view: View; replies: readonly string[] }) {
  return (
    <div class="replies">
      {replies.map((reply) => (
        <button type="button" key={reply} dir="auto" onClick={() => view.client.send(reply)}>
          {reply}
        </button>
      ))}
    </div>
  );
}

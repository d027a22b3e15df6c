import { CitationList } from '../article-text/citation-list.tsx';
import { CitedText } from '../article-text/cited-text.tsx';
import type { Message } from '../data/wire.ts';
import { Ago } from '../ui/ago.tsx';
import { useView } from '../view.ts';

interface Props {
  message: Message;
  citeHref(n: number): string;
}

/** One message: who, when, what; below an answer what wrote it, from what, and for how much. */
export function MessageView({ message, citeHref }: Props) {
  const { texts } = useView();
  const { role, author, createdAt, text, citations } = message;
  const words = texts.conversations;
  return (
    <li class={`message ${role}`}>
      <p class="message-head">
        <strong dir="auto">{author?.name ?? words.roles[role]}</strong>
        <Ago at={createdAt} look="fine" />
      </p>
      {role === 'assistant' ? (
        <CitedText text={text} citeHref={citeHref} />
      ) : (
        <p class="message-text" dir="auto" lang={message.language}>
          {text}
        </p>
      )}
      {role === 'assistant' && <Made message={message} />}
      {citations.length > 0 && (
        <CitationList citations={citations} citeHref={citeHref} label={words.citations} />
      )}
    </li>
  );
}

/** What wrote an answer, how sure it was, and what it cost. Money is not shown to agents. */
function Made({ message }: { message: Message }) {
  const { texts, formats, user } = useView();
  const { model, confidence, cost } = message;
  const isModel = model?.includes('/') ?? false;
  const words = texts.conversations;
  return (
    <p class="facts fine">
      {isModel && <bdi class="tag">{model}</bdi>}
      {!isModel && model && <span class="tag">{model === 'extractive' ? words.quoted : words.fixed}</span>}
      {confidence !== undefined && (
        <span>
          {texts.ask.confidence} {formats.percent(confidence)}
        </span>
      )}
      {cost !== undefined && user.role !== 'agent' && (
        <span>
          {words.cost} {formats.money(cost)}
        </span>
      )}
    </p>
  );
}

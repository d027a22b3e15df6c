import { useState } from 'preact/hooks';
import { Icon } from '../../app/icon.tsx';
import { CitationList } from '../article-text/citation-list.tsx';
import { CitedText } from '../article-text/cited-text.tsx';
import { ApiError } from '../data/api-error.ts';
import type { Audience } from '../data/wire.ts';
import { icons } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import { previewAnswer, type Reply } from './preview.ts';

interface Props {
  question: string;
  reader: Audience;
  reply: Reply | null;
  onReply(reply: Reply): void;
  citeHref(n: number): string;
}

/** The answer that a customer would get now; made when asked for, so that a search stays a search. */
export function AnswerPreview({ question, reader, reply, onReply, citeHref }: Props) {
  const { api, texts, formats } = useView();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const ask = async () => {
    setBusy(true);
    setError(null);
    try {
      onReply(await previewAnswer(api, question, reader));
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown;
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="answer" aria-labelledby="answer">
      <header>
        <h2 id="answer" class="section-title">
          <Icon d={icons.chat} />
          {texts.ask.answer}
        </h2>
        {reply?.confidence !== undefined && (
          <span class="fine">
            {texts.ask.confidence} {formats.percent(reply.confidence)}
          </span>
        )}
        {!reply && (
          <button type="button" class="plain" disabled={isBusy} onClick={() => void ask()}>
            {isBusy ? texts.ask.answering : texts.ask.getAnswer}
          </button>
        )}
      </header>
      {error && <Notice error={error} onRetry={() => void ask()} />}
      <div role="status">
        {reply && <CitedText text={reply.text} citeHref={citeHref} />}
        {reply && reply.citations.length === 0 && <p class="fine">{texts.ask.noCitations}</p>}
      </div>
      {reply && reply.citations.length > 0 && (
        <CitationList citations={reply.citations} citeHref={citeHref} />
      )}
      {!reply && <p class="fine">{texts.ask.answerAbout}</p>}
    </section>
  );
}

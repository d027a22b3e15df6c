import { useEffect, useRef, useState } from 'preact/hooks';
import { AUDIENCES, readBy } from '../data/audiences.ts';
import { useLoad } from '../data/use-load.ts';
import type { Audience, SearchHit } from '../data/wire.ts';
import { href, type Route } from '../route.ts';
import { Bones } from '../ui/bones.tsx';
import { Empty } from '../ui/empty.tsx';
import { icons } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useView } from '../view.ts';
import { AnswerPreview } from './answer-preview.tsx';
import { HitList } from './hit-list.tsx';
import { type Opened, openedCitation, openedHit } from './opened.ts';
import type { Reply } from './preview.ts';
import { Reader } from './reader.tsx';

/** Passages of a result: what fits on two screens. */
const HITS = 10;

/** `ask?q=...`: what is found for a question. `&hit=2` and `&cite=1` open a passage beside it. */
export function AskPage({ route }: { route: Route }) {
  const { texts, go } = useView();
  const question = (route.query.get('q') ?? '').trim();
  const reader = AUDIENCES.find((one) => one === route.query.get('as')) ?? 'public';
  const hits = useHits(question, reader);
  const [reply, setReply] = useState<{ key: string; reply: Reply } | null>(null);
  const key = `${reader} ${question}`;
  const answer = reply?.key === key ? reply.reply : null;
  const opened = openedOf(route.query, hits.data, answer);
  const opener = useOpener();
  const place = (part: { hit?: number; cite?: number }) =>
    href(['ask'], { q: question, as: asked(reader), hit: part.hit?.toString(), cite: part.cite?.toString() });
  return (
    <div class={opened ? 'split' : ''}>
      <div class="split-main">
        <PageHead title={texts.shell.ask} about={texts.ask.about} />
        <QuestionForm question={question} reader={reader} />
        {hits.error && <Notice error={hits.error} onRetry={() => void hits.reload()} />}
        {question === '' && (
          <Empty icon={icons.ask} title={texts.ask.start}>
            <p>{texts.ask.startTodo}</p>
          </Empty>
        )}
        {question !== '' && (
          <AnswerPreview
            key={key}
            question={question}
            reader={reader}
            reply={answer}
            onReply={(next) => setReply({ key, reply: next })}
            citeHref={(n) => place({ cite: n })}
          />
        )}
        {!hits.data && hits.isLoading && <Bones rows={5} />}
        {hits.data && (
          <HitList
            hits={hits.data}
            openHit={Number(route.query.get('hit'))}
            hitHref={(n) => place({ hit: n })}
          />
        )}
      </div>
      {opened && <Reader opened={opened} onClose={() => closeReader()} />}
    </div>
  );

  function closeReader(): void {
    go(place({}));
    opener.current?.focus();
  }
}

/** A customer is who asks unless it says otherwise, so that is left out of the address. */
function asked(reader: Audience): Audience | undefined {
  return reader === 'public' ? undefined : reader;
}

function useHits(question: string, reader: Audience) {
  const { api } = useView();
  return useLoad(question === '' ? null : `${reader} ${question}`, async (signal) => {
    const body = { query: question, limit: HITS, filters: { audience: readBy(reader) } };
    const { data } = await api.send<{ data: SearchHit[] }>('POST', '/v1/knowledge/search', body, { signal });
    return data;
  });
}

/** The last thing that was focused among the results: closing the reader leads back there. */
function useOpener(): { current: HTMLElement | null } {
  const opener = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && target.closest('.split-main')) opener.current = target;
    };
    addEventListener('focusin', note);
    return () => removeEventListener('focusin', note);
  }, []);
  return opener;
}

function openedOf(query: URLSearchParams, hits: SearchHit[] | null, reply: Reply | null): Opened | null {
  const hit = hits?.[Number(query.get('hit')) - 1];
  if (hit) return openedHit(hit);
  const citation = reply?.citations.find(({ n }) => String(n) === query.get('cite'));
  return citation ? openedCitation(citation) : null;
}

function QuestionForm({ question, reader }: { question: string; reader: Audience }) {
  const { texts, go } = useView();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (question === '') field.current?.focus();
  }, [question]);
  const submit = (event: Event) => {
    event.preventDefault();
    const text = field.current?.value.trim() ?? '';
    if (text === '') return field.current?.focus();
    go(href(['ask'], { q: text, as: asked(reader) }));
  };
  return (
    <form class="question" onSubmit={submit}>
      <label class="sr" for="question">
        {texts.ask.label}
      </label>
      <input
        ref={field}
        id="question"
        dir="auto"
        autocomplete="off"
        enterkeyhint="search"
        maxLength={2_000}
        placeholder={texts.ask.placeholder}
        key={question}
        defaultValue={question}
      />
      <select
        aria-label={texts.scope.askedAs}
        value={reader}
        onChange={({ currentTarget: { value } }) => {
          const next = AUDIENCES.find((one) => one === value) ?? 'public';
          go(href(['ask'], { q: field.current?.value.trim() ?? '', as: asked(next) }), { replace: true });
        }}
      >
        {AUDIENCES.map((one) => (
          <option key={one} value={one}>
            {texts.scope.readers[one]}
          </option>
        ))}
      </select>
      <button type="submit" class="solid">
        {texts.ask.submit}
      </button>
    </form>
  );
}

import { fill } from '../../locale/texts.ts';
import { Quote } from '../article-text/quote.tsx';
import { useLoad } from '../data/use-load.ts';
import type { GapWithNearest } from '../data/wire.ts';
import { href } from '../route.ts';
import { Ago } from '../ui/ago.tsx';
import { Badge } from '../ui/badge.tsx';
import { Bones } from '../ui/bones.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { useView } from '../view.ts';
import { GapActions } from './gap-actions.tsx';
import { periodOf } from './gap-query.ts';
import { Trend } from './trend.tsx';

/** One gap: who asked what, and the article that comes nearest. */
export function GapPage({ id, query }: { id: string; query: URLSearchParams }) {
  const { api, texts } = useView();
  const period = periodOf(query);
  const path = `/v1/knowledge/gaps/${encodeURIComponent(id)}`;
  const gap = useLoad(`${path}?period=${period}`, (signal) =>
    api.get<GapWithNearest>(`${path}?period=${period}`, signal),
  );
  const { data } = gap;
  return (
    <>
      <PageHead
        title={data?.label ?? texts.shell.gaps}
        back={{ href: href(['gaps'], { period }), label: texts.shell.gaps }}
        badge={
          data && data.status !== 'open' && <Badge tone="quiet" text={texts.gaps.statuses[data.status]} />
        }
        about={data && <Facts gap={data} />}
      >
        {data && <GapActions gap={data} path={path} reload={gap.reload} />}
      </PageHead>
      {gap.error && <Notice error={gap.error} onRetry={() => void gap.reload()} />}
      {!data && gap.isLoading && <Bones rows={8} />}
      {data && (
        <div class="pair">
          <Samples gap={data} />
          <Nearest gap={data} />
        </div>
      )}
    </>
  );
}

function Facts({ gap }: { gap: GapWithNearest }) {
  const { texts, formats } = useView();
  const { gaps } = texts;
  const count = (text: string, n: number) => n > 0 && <span>{fill(text, formats.count(n))}</span>;
  return (
    <span class="facts">
      <span>
        {gaps.volume}: {formats.count(gap.questions)}
      </span>
      <Trend gap={gap} most={Math.max(gap.questions, gap.questionsBefore)} />
      {count(gaps.conversations, gap.conversations)}
      {count(gaps.handoffs, gap.handoffs)}
      {count(gaps.thumbsDown, gap.thumbsDown)}
      {count(gaps.answeredSince, gap.answeredSince)}
      <span>
        {gaps.firstSeen}: <time dateTime={gap.firstSeenAt}>{formats.ago(gap.firstSeenAt)}</time>
      </span>
    </span>
  );
}

function Samples({ gap }: { gap: GapWithNearest }) {
  const { texts } = useView();
  return (
    <section class="sheet" aria-labelledby="samples">
      <h2 id="samples" class="section-title">
        {texts.gaps.samples}
      </h2>
      <ul class="samples">
        {gap.samples.map((sample) => (
          <li key={`${sample.conversationId} ${sample.askedAt}`}>
            <q dir="auto" lang={gap.language}>
              {sample.text}
            </q>
            <p class="fine facts">
              <Ago at={sample.askedAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Nearest({ gap }: { gap: GapWithNearest }) {
  const { texts, formats } = useView();
  // An article that is about nothing that was asked is near only by the numbers.
  const nearest = gap.nearest && gap.nearest.coverage > 0 ? gap.nearest : null;
  return (
    <section class="sheet" aria-labelledby="nearest">
      <h2 id="nearest" class="section-title">
        {texts.gaps.nearest}
      </h2>
      <p class="fine">{texts.gaps.kinds[gap.kind]}</p>
      {nearest ? (
        <div class="nearest">
          <a href={href(['articles', nearest.externalId], { quote: nearest.quote })} dir="auto">
            {nearest.title}
          </a>
          {nearest.heading && nearest.heading !== nearest.title && (
            <span class="fine" dir="auto">
              {nearest.heading}
            </span>
          )}
          <Quote text={nearest.quote} />
          <span class="fine">{fill(texts.gaps.coverage, formats.percent(nearest.coverage))}</span>
        </div>
      ) : (
        <p>{texts.gaps.noNearest}</p>
      )}
    </section>
  );
}

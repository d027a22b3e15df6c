import { useLoad } from '../data/use-load.ts';
import type { Handover } from '../data/wire.ts';
import { fillAll } from '../fill-all.ts';
import { Badge } from '../ui/badge.tsx';
import { useView } from '../view.ts';
import { actionTone } from './action-list.tsx';

/** What the person who takes over should know. Nothing where nobody was asked for: what was said stands below all the same. */
export function HandoverView({ path }: { path: string }) {
  const { api, texts, formats } = useView();
  const words = texts.handover;
  const { data } = useLoad(path, (signal) =>
    api.get<{ handover: Handover | null }>(`${path}/handover`, signal),
  );
  const handover = data?.handover;
  if (!handover) return null;
  const { feeling } = handover;
  return (
    <section class="handover" aria-labelledby="handover-title">
      <h2 id="handover-title">{words.title}</h2>
      <ul class="handover-summary">
        {handover.summary.split('\n').map((line) => (
          <li key={line} dir="auto">
            {line}
          </li>
        ))}
      </ul>
      <dl>
        {handover.intents.length > 0 && (
          <div>
            <dt>{words.intents}</dt>
            <dd class="tags">
              {handover.intents.map((intent) => (
                <bdi key={intent} class="tag">
                  {intent}
                </bdi>
              ))}
            </dd>
          </div>
        )}
        {feeling && (
          <div>
            <dt>{words.feeling}</dt>
            <dd>
              {words.emotions[feeling.emotion]},{' '}
              {fillAll(words.frustration, { share: formats.percent(feeling.frustration) })} (
              {words.trends[feeling.trend]})
            </dd>
          </div>
        )}
        <Known handover={handover} />
        <Asked asked={handover.asked} />
      </dl>
      <p class="fine">
        {fillAll(words.made, {
          when: formats.ago(handover.createdAt),
          n: formats.count(handover.throughSeq),
        })}
        . {handover.model === null ? words.byRules : fillAll(words.byModel, { model: handover.model })}.
      </p>
    </section>
  );
}

function Known({ handover }: { handover: Handover }) {
  const { texts } = useView();
  const words = texts.handover;
  return (
    <>
      {handover.facts.length > 0 && (
        <div>
          <dt>{words.facts}</dt>
          <dd>
            <ul>
              {handover.facts.map((fact) => (
                <li key={fact} dir="auto">
                  {fact}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
      {handover.actions.length > 0 && (
        <div>
          <dt>{words.actions}</dt>
          <dd>
            <ul>
              {handover.actions.map(({ tool, state }, at) => (
                <li key={at}>
                  <bdi class="code">{tool}</bdi>{' '}
                  <Badge tone={actionTone(state)} text={texts.actions.states[state]} />
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </>
  );
}

function Asked({ asked }: Pick<Handover, 'asked'>) {
  const { texts } = useView();
  const words = texts.handover;
  if (asked.length === 0) return null;
  return (
    <div>
      <dt>{words.asked}</dt>
      <dd>
        <ol class="handover-asked">
          {asked.map(({ seq, text, answer }) => (
            <li key={seq}>
              <strong dir="auto">{text}</strong>
              {answer ? <span dir="auto">{answer.text}</span> : <em>{words.unanswered}</em>}
              {answer && answer.sources.length > 0 && (
                <span class="fine" dir="auto">
                  {fillAll(words.from, { titles: answer.sources.join(', ') })}
                </span>
              )}
            </li>
          ))}
        </ol>
      </dd>
    </div>
  );
}

import type { ToolRunState } from '../../../src/domain/turn-ledger.ts';
import { fill } from '../../locale/texts.ts';
import type { Page } from '../data/api.ts';
import { useLoad } from '../data/use-load.ts';
import type { ConversationAction } from '../data/wire.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';

const TONES: Record<ToolRunState, Tone> = {
  asked: 'warn',
  started: 'busy',
  done: 'good',
  failed: 'bad',
  declined: 'quiet',
  undone: 'quiet',
};

/** How the state of an action looks. Pure. */
export function actionTone(state: ToolRunState): Tone {
  return TONES[state];
}

/** What the assistant did in a conversation through tools, with every step and its time. Nothing where it did nothing. */
export function ActionList({ path }: { path: string }) {
  const { api, texts, formats } = useView();
  const { actions } = texts;
  const { data, error, reload } = useLoad(path, (signal) =>
    api.get<Page<ConversationAction>>(`${path}/actions?limit=100`, signal),
  );
  if (error) return <Notice error={error} onRetry={() => void reload()} />;
  if (!data || data.data.length === 0) return null;
  return (
    <section class="done" aria-labelledby="actions-title">
      <h2 id="actions-title" class="section-title">
        {actions.title}
      </h2>
      <ul>
        {data.data.map((one) => (
          <li key={one.id}>
            <p class="done-head">
              <bdi class="code">{one.tool}</bdi>
              <Badge tone={actionTone(one.state)} text={actions.states[one.state]} />
              <span class="fine">{actions.effects[one.effect]}</span>
              <span class="fine">{fill(actions.message, one.messageSeq)}</span>
            </p>
            <ol class="steps">
              {one.steps.map(({ state, at }) => (
                <li key={state}>
                  <span>{actions.states[state]}</span>
                  <time class="fine" dateTime={at} title={formats.ago(at)}>
                    {formats.date(at)}
                  </time>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ul>
      <p class="fine">{actions.about}</p>
    </section>
  );
}

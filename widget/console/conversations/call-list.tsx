import { fill } from '../../locale/texts.ts';
import type { Page } from '../data/api.ts';
import { useLoad } from '../data/use-load.ts';
import type { ConversationCall } from '../data/wire.ts';
import { Notice } from '../ui/notice.tsx';
import { TableHead } from '../ui/table-head.tsx';
import { useView } from '../view.ts';

/** Calls of models in a conversation, one by one, each with the version of its prompt. For those who may see money. */
export function CallList({ path }: { path: string }) {
  const { api, texts, formats } = useView();
  const { calls } = texts;
  const { data, error, reload } = useLoad(path, (signal) =>
    api.get<Page<ConversationCall>>(`${path}/calls?limit=100`, signal),
  );
  if (error) return <Notice error={error} onRetry={() => void reload()} />;
  if (!data || data.data.length === 0) return null;
  const title = fill(calls.title, formats.count(data.data.length));
  return (
    <details class="fold">
      <summary>{title}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section class="wide-table" tabIndex={0} aria-label={title}>
        <table>
          <TableHead
            columns={[
              calls.task,
              calls.prompt,
              calls.model,
              calls.outcome,
              [calls.tokens, 'end'],
              [texts.conversations.cost, 'end'],
            ]}
          />
          <tbody>
            {data.data.map((call) => (
              <Call key={call.id} call={call} />
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Call({ call }: { call: ConversationCall }) {
  const { texts, formats } = useView();
  const { task, prompt, model, tokens, costUsd, outcome, startedAt } = call;
  const { input, cachedInput, cacheWrite, output } = tokens;
  return (
    <tr title={formats.date(startedAt)}>
      <td>{texts.calls.tasks[task]}</td>
      <td>
        <bdi>{prompt ?? '–'}</bdi>
      </td>
      <td>
        <bdi>{model}</bdi>
      </td>
      <td>{wordsOf(outcome, texts)}</td>
      <td class="num">{formats.count(input + cachedInput + cacheWrite + output)}</td>
      <td class="num">{costUsd === null ? '–' : formats.money(costUsd)}</td>
    </tr>
  );
}

const FINE = ['complete', 'length', 'tools', 'refused'];

function wordsOf(
  outcome: ConversationCall['outcome'],
  { calls, models }: ReturnType<typeof useView>['texts'],
): string {
  if (FINE.includes(outcome)) return calls.fine;
  if (outcome === 'interrupted') return calls.interrupted;
  if (outcome === 'aborted') return calls.aborted;
  const reasons: Readonly<Record<string, string>> = models.reasons;
  return reasons[outcome] ?? outcome;
}

import type { Conversation } from '../data/wire.ts';
import { href } from '../route.ts';
import { Ago } from '../ui/ago.tsx';
import { Badge } from '../ui/badge.tsx';
import { TableHead } from '../ui/table-head.tsx';
import { useView } from '../view.ts';
import { stateTone } from './state-tone.ts';

/** Conversations, one a row: who, how it stands, what answered, what it cost. Money is not shown to agents. */
export function ConversationTable({ conversations }: { conversations: readonly Conversation[] }) {
  const { texts, formats, user } = useView();
  const hasCost = user.role !== 'agent';
  const words = texts.conversations;
  return (
    <table class="list">
      <TableHead
        columns={[
          words.customer,
          words.state,
          ...(hasCost ? [words.source, [words.cost, 'end'] as const] : []),
          [words.changed, 'end'],
        ]}
      />
      <tbody>
        {conversations.map(({ id, customer, subject, state, cost, updatedAt }) => (
          <tr key={id}>
            <td>
              <a class="row-link" href={href(['conversations', id])} dir="auto">
                {subject ?? customer.name ?? customer.email ?? words.visitor}
              </a>
              <span class="fine">{id.slice(0, 10)}</span>
            </td>
            <td>
              <Badge tone={stateTone(state)} text={words.states[state]} />
            </td>
            {hasCost && <td class="minor">{cost ? words.sources.model : words.sources.articles}</td>}
            {hasCost && (
              <td class="num" data-label={words.cost}>
                {cost ? formats.money(cost.usd) : '–'}
              </td>
            )}
            <td class="end fine">
              <Ago at={updatedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

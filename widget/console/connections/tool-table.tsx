import type { Connector } from '../data/wire.ts';
import { Badge } from '../ui/badge.tsx';
import { TableHead } from '../ui/table-head.tsx';
import { useView } from '../view.ts';

/** What each tool does to the world, and for whom. */
export function ToolTable({ tools }: { tools: Connector['tools'] }) {
  const { connections } = useView().texts;
  return (
    <table class="list">
      <TableHead columns={[connections.tool, connections.effect, connections.scope]} />
      <tbody>
        {tools.map(({ name, description, effect, scope }) => (
          <tr key={name}>
            <td>
              <strong>
                <bdi>{name}</bdi>
              </strong>
              <span class="fine slow" dir="auto">
                {description}
              </span>
            </td>
            <td data-label={connections.effect}>
              <Badge tone={effect === 'reads' ? 'quiet' : 'warn'} text={connections.effects[effect]} />
            </td>
            <td data-label={connections.scope}>{connections.scopes[scope]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

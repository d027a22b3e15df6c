import type { AuditOutcome } from '../../../src/protocol/http/audit-events.ts';
import type { AuditEvent } from '../data/wire.ts';
import { fillAll } from '../fill-all.ts';
import { href } from '../route.ts';
import { Ago } from '../ui/ago.tsx';
import { Badge, type Tone } from '../ui/badge.tsx';
import { TableHead } from '../ui/table-head.tsx';
import { useView } from '../view.ts';

const TONES: Record<AuditOutcome, Tone> = { allowed: 'good', denied: 'warn', failed: 'bad' };

/** Events, one a row: what was done by whom on what, and how it ended. */
export function AuditTable({ events }: { events: readonly AuditEvent[] }) {
  const { texts } = useView();
  const { audit } = texts;
  return (
    <table class="list audit">
      <TableHead columns={[audit.what, audit.outcome, audit.who, audit.target, [audit.when, 'end']]} />
      <tbody>
        {events.map((event) => (
          <tr key={event.id}>
            <td>
              <bdi class="code">{event.action}</bdi>
              <Details event={event} />
            </td>
            <td>
              <Badge tone={TONES[event.outcome]} text={audit.outcomes[event.outcome]} />
            </td>
            <td>
              {audit.actors[event.actor.kind]} <bdi class="fine id">{event.actor.id}</bdi>
            </td>
            <td class="minor">
              <bdi class="fine id">{event.target ?? '–'}</bdi>
            </td>
            <td class="end fine">
              <Ago at={event.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Ids and names of fields, as they are stored; a conversation can be opened from here. */
function Details({ event }: { event: AuditEvent }) {
  const { texts } = useView();
  const conversationId = event.details.conversationId;
  return (
    <details class="audit-details">
      <summary>{texts.audit.details}</summary>
      <dl>
        {Object.entries(event.details).map(([name, value]) => (
          <div key={name}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd>
              <bdi>{typeof value === 'string' ? value : JSON.stringify(value)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <p class="fine">{fillAll(texts.audit.request, { id: event.requestId })}</p>
      {typeof conversationId === 'string' && (
        <a href={href(['conversations', conversationId])}>{texts.shell.conversations}</a>
      )}
    </details>
  );
}

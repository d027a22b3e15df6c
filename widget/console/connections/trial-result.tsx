import { fill } from '../../locale/texts.ts';
import type { ToolTried } from '../data/wire.ts';
import { Badge } from '../ui/badge.tsx';
import { useView } from '../view.ts';

/** What was asked of the other side, and what came of it. */
export function TrialResult({ tried }: { tried: ToolTried }) {
  const { texts, formats } = useView();
  const { connections } = texts;
  const { request, sent, status, result, preview, error, durationMs } = tried;
  const time = formats.wait(durationMs);
  return (
    <div class="trial-result">
      <p>
        {error !== null && <Badge tone="bad" text={connections.failed} />}
        {error === null && sent && <Badge tone="good" text={fill(connections.answered, time)} />}
        {error === null && !sent && <Badge tone="quiet" text={connections.notSent} />}
        {status !== null && <span class="fine"> HTTP {status}</span>}
      </p>
      {error !== null && (
        <p lang="en" dir="auto">
          {error}
        </p>
      )}
      <dl>
        {preview !== null && <Part label={connections.preview} text={preview} />}
        {request && (
          <Part
            label={connections.request}
            text={`${request.method} ${request.url}${request.body === null ? '' : `\n${request.body}`}`}
            isCode
          />
        )}
        {sent && error === null && (
          <Part label={connections.result} text={JSON.stringify(result, null, 2)} isCode />
        )}
      </dl>
    </div>
  );
}

function Part({ label, text, isCode = false }: { label: string; text: string; isCode?: boolean }) {
  return (
    <>
      <dt class="fine">{label}</dt>
      <dd dir={isCode ? 'ltr' : 'auto'} class={isCode ? 'raw' : ''}>
        {text}
      </dd>
    </>
  );
}

import type {
  CallConnector,
  ConnectorSnapshot,
  ConnectorTool,
  Json,
  RequestTemplate,
} from '../../domain/connector.ts';
import type { Tool, ToolAnswer, ToolRequest, ToolSource } from './tool.ts';

const MINUTE_MS = 60_000;
/** Status calls wait no longer than this: a customer waits for them after they have waited already. */
const STATUS_TIMEOUT_MS = 5_000;

/** The tools that an organization's connectors declare, called by `call`. A tool is named after both: `shop_cancel_order`. */
export function connectorTools(connectors: readonly ConnectorSnapshot[], call: CallConnector): ToolSource {
  const tools = connectors.flatMap((connector) =>
    connector.tools.map((declared) => connectorTool(connector, declared, call)),
  );
  return { tools: () => tools };
}

function connectorTool(connector: ConnectorSnapshot, declared: ConnectorTool, call: CallConnector): Tool {
  const { description, effect, scope, inject, timeoutMs, idempotent, preview, done, result } = declared;
  const send = (template: RequestTemplate, { key, input, signal }: ToolRequest) =>
    call({ connector, template, input, effect, idempotent, timeoutMs, idempotencyKey: key, result }, signal);
  const { undo, status } = declared;
  return {
    name: `${connector.name}_${declared.name}`,
    fields: declared.input,
    ...{ description, effect, scope, inject, timeoutMs, preview, done },
    run: async (request) => answerOf(await send(declared, request)),
    undo: undo
      ? {
          windowMs: undo.windowMinutes * MINUTE_MS,
          run: async (request) => answerOf(await send(undo, request)),
        }
      : null,
    status: status
      ? async ({ key, input, signal }) => {
          const answer = await call(
            {
              ...{ connector, template: status, input, effect: 'reads', idempotent: true },
              ...{ timeoutMs: Math.min(timeoutMs, STATUS_TIMEOUT_MS), idempotencyKey: key },
              result: [status.field],
            },
            signal,
          );
          if (answer.kind === 'failed') return null;
          const value = valueAt(answer.value, status.field);
          return value === undefined ? null : String(value) === status.equals;
        }
      : null,
  };
}

function answerOf(answer: Awaited<ReturnType<CallConnector>>): ToolAnswer {
  if (answer.kind === 'done') return { kind: 'done', value: answer.value };
  const { kind, why, happened, status } = answer;
  return { kind, why, happened, over: status !== null };
}

/** What stands at a dotted path; undefined where nothing single does. */
function valueAt(value: Json, path: string): string | number | boolean | undefined {
  let at: Json | undefined = value;
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return undefined;
    at = Object.hasOwn(at, name) ? at[name] : undefined;
  }
  return at === null || typeof at === 'object' ? undefined : at;
}

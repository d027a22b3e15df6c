import type { CustomerField, ToolEffect, ToolFields, ToolScope } from '../../domain/connector.ts';

/** What a tool is asked to do. `key` is the same however often the same thing is asked for. */
export interface ToolRequest {
  key: string;
  /** Parsed, with what we fill in. */
  input: Readonly<Record<string, unknown>>;
  /** Ends the wait. */
  signal: AbortSignal;
}

/**
 * What a tool gave. `value` is data, not yet masked. `happened`: whether something may have been changed all the same; `over`: the
 * other side has answered, so nothing is under way any more. `why` is for a model.
 */
export type ToolAnswer =
  | { kind: 'done'; value: unknown }
  | { kind: 'failed'; why: string; happened: 'no' | 'unknown'; over?: boolean }
  | { kind: 'handoff' };

/** Something that the assistant can ask for. A model only asks: `policy` decides, the runner runs. */
export interface Tool {
  /** `a-z`, digits and `_`, at most 64; unique. */
  name: string;
  /** For the model. */
  description: string;
  fields: ToolFields;
  /** Arguments that we fill in from the verified customer. */
  inject: Readonly<Record<string, CustomerField>>;
  effect: ToolEffect;
  scope: ToolScope;
  timeoutMs: number;
  /** What the customer is asked to confirm, by language, with `{argument}`; `en` at least, of what changes something. */
  preview: Readonly<Record<string, string>>;
  /** What is said when it is done, by language. */
  done: Readonly<Record<string, string>>;
  run(request: ToolRequest): Promise<ToolAnswer>;
  /** Takes a run back, as long as it is not older than `windowMs`. */
  undo: { windowMs: number; run(request: ToolRequest): Promise<ToolAnswer> } | null;
  /** Whether a change of which no answer came has happened; null: it cannot be said. */
  status: ((request: ToolRequest) => Promise<boolean | null>) | null;
}

/** Where tools come from: what is built in, an organization's connectors, and whatever is yet to come. */
export interface ToolSource {
  tools(): readonly Tool[];
}

/** Tools of all sources by name; of two of one name the first counts. Pure. */
export function toolsByName(sources: readonly ToolSource[]): Map<string, Tool> {
  const byName = new Map<string, Tool>();
  for (const tool of sources.flatMap((source) => source.tools())) {
    if (!byName.has(tool.name)) byName.set(tool.name, tool);
  }
  return byName;
}

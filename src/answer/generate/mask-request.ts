import type { StoredVault } from '../../domain/turn-ledger.ts';
import { GENERATE } from './generate-limits.ts';
import type { GenerateDeps, GenerateRequest, MaskedRequest } from './generate-ports.ts';
import { withoutTokens } from './masking-tokens.ts';

/** What models may see and what tokens stand for. */
export interface TurnVault {
  /** Masks, and remembers what it masked in the conversation. */
  hide(text: string): string;
  /** Puts values back; a token that this conversation does not know is left out. */
  show(text: string): string;
  /** The same inside the JSON of a tool's input; as it is where that is no JSON. */
  showInput(input: string): string;
}

type Deps = Pick<GenerateDeps, 'mask' | 'maskName' | 'unmask' | 'ledger'>;

/** The request as models may see it, and the vault of its conversation, saved where it grew. */
export function maskRequest(
  request: GenerateRequest,
  deps: Deps,
): { masked: MaskedRequest; vault: TurnVault } {
  const memory = deps.ledger.memory();
  let stored = memory.vault;
  let saved = stored?.entries.length ?? 0;
  const save = () => {
    if (stored === null || stored.entries.length === saved) return;
    saved = stored.entries.length;
    deps.ledger.saveMemory({ ...deps.ledger.memory(), vault: stored });
  };
  const keep = (given: { text: string; vault: StoredVault }): string => {
    stored = given.vault;
    return given.text;
  };
  const { customer } = request;
  // Nobody is greeted by more than the first name.
  const first = customer.verified ? (/\S+/.exec(customer.name ?? '')?.[0] ?? null) : null;
  const name = first === null ? null : keep(deps.maskName(first, stored));
  const history = request.history
    .filter(({ role }) => role !== 'system')
    .slice(-GENERATE.historyMessages)
    .map((one) => ({ ...one, text: keep(deps.mask(one.text, stored)) }));
  const text = keep(deps.mask(request.message.text, stored));
  save();
  const show = (masked: string): string =>
    withoutTokens(stored === null ? masked : deps.unmask(masked, stored));
  return {
    masked: {
      ...request,
      message: { ...request.message, text },
      history,
      customer: { ...customer, name, email: null, externalId: null },
      meaning: { ...request.meaning, entities: [], masked: text },
      memory,
    },
    vault: {
      hide: (given) => {
        const hidden = keep(deps.mask(given, stored));
        save();
        return hidden;
      },
      show,
      showInput: (input) => {
        try {
          return JSON.stringify(shownIn(JSON.parse(input), show));
        } catch {
          return input;
        }
      },
    },
  };
}

/** Levels of a tool's input that are looked into: schemas of tools are flat. */
const DEPTH = 8;

function shownIn(value: unknown, show: (text: string) => string, depth = 0): unknown {
  if (typeof value === 'string') return show(value);
  if (depth >= DEPTH || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => shownIn(one, show, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shownIn(one, show, depth + 1)]));
}

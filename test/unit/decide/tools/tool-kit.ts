import type { ToolAudit } from '../../../../src/decide/tools/journal.ts';
import type { Tool, ToolRequest } from '../../../../src/decide/tools/tool.ts';
import { createToolRunner, type ToolRunnerDeps } from '../../../../src/decide/tools/tool-runner.ts';
import type { CustomerProfile } from '../../../../src/domain/conversation.ts';
import type { Message, MessageRole } from '../../../../src/domain/message.ts';
import type { ToolOutcome, ToolRun } from '../../../../src/domain/turn-ledger.ts';

export const VERIFIED: CustomerProfile = {
  ...{ id: 'cus_1', name: 'Ada', email: 'ada@shop.test', externalId: 'C-77', verified: true },
};
export const VISITOR: CustomerProfile = {
  ...{ id: 'cus_2', name: null, email: null, externalId: null, verified: false },
};

/** A tool that records what it is asked. */
export function recordedTool(over: Partial<Tool> = {}): Tool & { requests: ToolRequest[] } {
  const requests: ToolRequest[] = [];
  return {
    name: 'shop_cancel_order',
    description: 'Cancels an order',
    fields: { orderId: { type: 'string', description: 'The order', required: true } },
    inject: { customerId: 'customer.externalId' },
    effect: 'changes',
    scope: 'verified-customer',
    timeoutMs: 1_000,
    preview: { en: 'Cancel order {orderId}.', de: 'Bestellung {orderId} stornieren.' },
    done: {},
    undo: null,
    status: null,
    run: async (request) => {
      requests.push(request);
      return { kind: 'done', value: { ok: true } };
    },
    ...over,
    requests,
  };
}

/** A conversation in memory whose turns use tools: what is said is kept as the object keeps it. */
export class Talk {
  readonly runs = new Map<string, ToolRun>();
  readonly messages: Message[] = [];
  readonly audits: ToolAudit[] = [];
  readonly notes: string[] = [];
  now = Date.parse('2026-11-22T10:00:00Z');
  customer = VERIFIED;
  locale: string | null = 'en';
  failSaves = false;
  private readonly tools: readonly Tool[];

  constructor(tools: readonly Tool[]) {
    this.tools = tools;
  }

  deps(over: Partial<ToolRunnerDeps> = {}): ToolRunnerDeps {
    return {
      sources: [{ tools: () => this.tools }],
      ledger: {
        toolRun: (id) => this.runs.get(id) ?? null,
        toolRuns: () => [...this.runs.values()].reverse().slice(0, 20),
        saveToolRun: (run) => {
          if (this.failSaves) throw new DOMException('the turn has ended', 'AbortError');
          this.runs.set(run.id, structuredClone(run));
        },
      },
      clock: () => this.now,
      restore: (text) => text.replaceAll('[PHONE_1]', '+49 30 1234567'),
      isPersonal: (text) => text.includes('+49'),
      maskResult: (text) => text.replaceAll('ada@shop.test', '[EMAIL_1]'),
      audit: (event) => this.audits.push(event),
      noteForStaff: (text) => this.notes.push(text),
      timeout: (ms) => AbortSignal.timeout(ms),
      ...over,
    };
  }

  say(role: MessageRole, text: string, more: Partial<Message> = {}): Message {
    this.now += 1_000;
    const seq = this.messages.length + 1;
    const message: Message = {
      ...{ id: `msg_${seq}`, conversationId: 'cnv_1', seq, role, text, citations: [] },
      createdAt: new Date(this.now).toISOString(),
      ...more,
    };
    this.messages.push(message);
    return message;
  }

  /** The runner of the turn that answers the last message. */
  turn(over: Partial<ToolRunnerDeps> = {}) {
    const message = this.messages.at(-1);
    if (!message) throw new Error('nothing was said');
    const history = this.messages.slice(0, -1);
    const { customer, locale } = this;
    const turnId = `trn_${message.seq}`;
    return createToolRunner(this.deps(over), { turnId, message, history, customer, locale });
  }

  /** The customer says it, a model asks for the tool, and what the customer is to be told is told. */
  async asks(text: string, tool: string, input: object, language?: string): Promise<ToolOutcome> {
    this.say('customer', text);
    const call = { id: 'c1', name: tool, input: JSON.stringify(input) };
    const outcome = await this.turn().runTool(call, language);
    if (outcome.kind === 'ask') this.say('assistant', outcome.text);
    return outcome;
  }

  /** The customer says it; the answer of `settleAction` is told. */
  async settles(text: string): Promise<string | null> {
    this.say('customer', text);
    const settled = await this.turn().settleAction();
    if (settled) this.say('assistant', settled.text);
    return settled?.text ?? null;
  }

  states(): string[] {
    return [...this.runs.values()].map(({ state }) => state);
  }
}

import { type LlmEvent, type LlmUsage, NO_USAGE, type ToolCall } from '../../domain/llm.ts';
import { PROVIDER_LIMITS } from './limits.ts';

export type Stop = Extract<LlmEvent, { kind: 'end' }>['stop'];

/** What a provider sent is not what it promises to send. The message is ours: it never holds any of what was sent. */
export class UnreadableAnswer extends Error {}

/**
 * An answer while it arrives, the same for every wire format: holds the limits, joins the inputs of tool calls and keeps these
 * until the answer has ended properly. A cut answer is asked for again, and a tool must not be run for both.
 */
export class Answer {
  /** Set once the provider has said why it stopped: from then on nothing is missing but usage. */
  stop: Stop | null = null;
  /** Set where the provider says in another field than the text that it does not answer. */
  refused = false;
  /** True when no more is to be read, although the provider would send more. */
  full = false;
  private ready: LlmEvent[] = [];
  private chars = 0;
  /** The first half of a character whose second half comes with the next piece. */
  private half = '';
  private usage: LlmUsage | null = null;
  private readonly calls = new Map<number, ToolCall>();

  text(piece: string): void {
    if (piece === '' || this.full) return;
    let text = this.half + piece;
    this.half = '';
    if (isHighSurrogate(text.charCodeAt(text.length - 1))) {
      this.half = text.slice(-1);
      text = text.slice(0, -1);
    }
    const left = PROVIDER_LIMITS.textChars - this.chars;
    if (text.length > left) {
      text = text.slice(0, isHighSurrogate(text.charCodeAt(left - 1)) ? left - 1 : left);
      this.half = '';
      this.full = true;
      this.stop = 'length';
    }
    this.chars += text.length;
    if (text !== '') this.ready.push({ kind: 'text', text: text.toWellFormed() });
  }

  /** A tool call begins, or is named again. `at`: its place among the calls of the answer. */
  tool(at: number, id: string, name: string): void {
    if (Math.max(id.length, name.length) > PROVIDER_LIMITS.toolNameChars)
      throw new UnreadableAnswer('a tool call with too long a name');
    const known = this.calls.get(at);
    if (known) {
      if (known.id === '') known.id = id;
      if (known.name === '') known.name = name;
      return;
    }
    if (this.calls.size >= PROVIDER_LIMITS.toolCalls) throw new UnreadableAnswer('too many tool calls');
    this.calls.set(at, { id, name, input: '' });
  }

  /** More of a tool call's input. */
  toolInput(at: number, piece: string): void {
    const call = this.calls.get(at);
    if (!call) throw new UnreadableAnswer('input of a tool call that never began');
    call.input += piece;
    if (call.input.length > PROVIDER_LIMITS.toolInputChars)
      throw new UnreadableAnswer('too large an input of a tool call');
  }

  /** What is known of the tokens so far; fields that are left out stay as they were. */
  used(usage: Partial<LlmUsage>): void {
    this.usage = { ...(this.usage ?? NO_USAGE), ...usage };
    this.ready.push({ kind: 'usage', usage: this.usage });
  }

  /** What can be handed on since it was last asked for. */
  take(): LlmEvent[] {
    const ready = this.ready;
    this.ready = [];
    return ready;
  }

  /**
   * The last events of an answer that ended properly. Calls that were cut off by a limit are not handed on. `firstCall` numbers
   * those that came without an id, so that two answers of one conversation do not share one.
   */
  finish(stop: Stop, firstCall: number): LlmEvent[] {
    const calls = stop === 'complete' || stop === 'tools' ? [...this.calls.values()] : [];
    if (calls.some(({ name }) => name === '')) throw new UnreadableAnswer('a tool call without a name');
    const events: LlmEvent[] = this.take().filter(({ kind }) => kind === 'text');
    if (this.half !== '') events.push({ kind: 'text', text: this.half.toWellFormed() });
    calls.forEach((call, index) => {
      const id = call.id === '' ? `call_${firstCall + index}` : call.id;
      events.push({
        kind: 'tool-call',
        call: { ...call, id, input: call.input.trim() === '' ? '{}' : call.input },
      });
    });
    if (this.usage) events.push({ kind: 'usage', usage: this.usage });
    const ended = stop === 'tools' && calls.length === 0 ? 'complete' : stop;
    events.push({ kind: 'end', stop: ended === 'complete' && calls.length > 0 ? 'tools' : ended });
    return events;
  }
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

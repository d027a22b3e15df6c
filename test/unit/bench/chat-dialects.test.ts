import { describe, expect, it } from 'vitest';
import { CHAT_DIALECTS, readEdgewise } from '../../../bench/harness/chat-dialects.ts';

describe('readEdgewise', () => {
  it('takes the first delta as the first text and the stored reply as the end', () => {
    expect(readEdgewise('{"type":"delta","turnId":"trn_1","from":0,"text":"a"}')).toBe('first');
    expect(readEdgewise('{"type":"message","message":{"id":"msg_2","role":"assistant","text":"a"}}')).toBe(
      'done',
    );
  });

  it("counts neither the ack nor the echo of the customer's own message", () => {
    expect(readEdgewise('{"type":"ack","clientId":"c1","seq":1,"messageId":"msg_1"}')).toBeNull();
    expect(
      readEdgewise('{"type":"message","message":{"id":"msg_1","role":"customer","text":"a"}}'),
    ).toBeNull();
  });
});

describe("the dialect of Cloudflare's chat agent", () => {
  const { read, ask } = CHAT_DIALECTS.stub;

  it('counts words, not the frames around them', () => {
    const frame = (body: string, done = false) =>
      JSON.stringify({ body, done, type: 'cf_agent_use_chat_response' });
    expect(read(frame('{"type":"text-start","id":"t"}'))).toBeNull();
    expect(read(frame('{"type":"text-delta","id":"t","delta":"a"}'))).toBe('first');
    expect(read(frame('', true))).toBe('done');
    expect(read('{"type":"cf_agent_identity"}')).toBeNull();
  });

  it('sends every message under a new id', () => {
    expect(ask(1)).not.toBe(ask(2));
  });
});

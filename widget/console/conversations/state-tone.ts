import type { CONVERSATION_STATES, ConversationState } from '../../../src/domain/conversation.ts';
import type { Tone } from '../ui/badge.tsx';

/** The compiler holds these to the server's. */
export const STATES: typeof CONVERSATION_STATES = [
  'active',
  'processing',
  'waiting',
  'handoff',
  'assigned',
  'resolved',
  'closed',
];

const TONES: Record<ConversationState, Tone> = {
  active: 'busy',
  processing: 'busy',
  waiting: 'quiet',
  handoff: 'warn',
  assigned: 'busy',
  resolved: 'good',
  closed: 'quiet',
};

/** How a state looks. Pure. */
export function stateTone(state: ConversationState): Tone {
  return TONES[state];
}

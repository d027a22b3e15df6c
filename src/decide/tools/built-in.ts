import { ACTION_LANGUAGES, ACTION_WORDS, type ActionWords } from './action-words.ts';
import type { Tool, ToolSource } from './tool.ts';

/** What the built-in tools need of the world. */
export interface BuiltInDeps {
  /** For the people who answer this conversation, never seen by the customer; null: there is no way to tell them. */
  noteForStaff: ((text: string) => void) | null;
}

/** Milliseconds that an own tool may take: it only writes to the conversation. */
const OWN_TIMEOUT_MS = 2_000;
/** How long a callback can be taken back: until somebody may have called. */
const CALLBACK_UNDO_MS = 60 * 60_000;

/** The tools that every assistant has: call a person, book a callback. */
export function builtInTools({ noteForStaff }: BuiltInDeps): ToolSource {
  const tools = [handToPerson(), ...(noteForStaff === null ? [] : [bookCallback(noteForStaff)])];
  return { tools: () => tools };
}

const NOTHING = { inject: {}, scope: 'anyone', timeoutMs: OWN_TIMEOUT_MS, status: null } as const;

function handToPerson(): Tool {
  return {
    ...NOTHING,
    name: 'hand_to_person',
    description:
      'Hands the conversation to a person of the team. Use it when the customer wants a person, or when nothing else can help.',
    fields: {},
    effect: 'reads',
    ...{ preview: {}, done: {}, undo: null },
    run: async () => ({ kind: 'handoff' }),
  };
}

function bookCallback(noteForStaff: (text: string) => void): Tool {
  const said = { type: 'string', required: true, personal: true } as const;
  return {
    ...NOTHING,
    name: 'book_callback',
    description:
      'Asks the team to call the customer. Use it when the customer wants to be called; ask for name, phone number and time first.',
    fields: {
      name: { ...said, description: 'How the customer is called, as they wrote it', maxLength: 80 },
      phone: { ...said, description: 'The phone number, as they wrote it', maxLength: 40 },
      when: { ...said, description: 'When to call, in the words of the customer', maxLength: 80 },
      topic: {
        ...{ type: 'string', required: true, source: 'assistant', maxLength: 160 },
        description:
          'What it is about, in a few plain words in the language of the customer, without personal data',
      },
    },
    effect: 'changes',
    preview: textsOf('callback'),
    done: textsOf('callbackDone'),
    run: async ({ input, key }) => {
      noteForStaff(`Callback wanted (${key}): ${lines(input)}`);
      return { kind: 'done', value: { booked: true } };
    },
    undo: {
      windowMs: CALLBACK_UNDO_MS,
      run: async ({ input }) => {
        noteForStaff(`The customer took the callback back: ${lines(input)}`);
        return { kind: 'done', value: { booked: false } };
      },
    },
  };
}

function lines({ name, phone, when, topic }: Readonly<Record<string, unknown>>): string {
  return [name, phone, when, topic].map(String).join(', ');
}

function textsOf(kind: Extract<keyof ActionWords, 'callback' | 'callbackDone'>): Record<string, string> {
  return Object.fromEntries(ACTION_LANGUAGES.map((language) => [language, ACTION_WORDS[language][kind]]));
}

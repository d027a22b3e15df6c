import { isoTime } from '../../domain/clock.ts';
import type { Message } from '../../domain/message.ts';
import type { ToolRun } from '../../domain/turn-ledger.ts';
import { ACTION_LANGUAGES, ACTION_WORDS, type ActionWords, languageOf } from './action-words.ts';
import { question, type ToolTurn } from './ask.ts';
import { askStatus, type JournalDeps, type RunEnd, runJournalled } from './journal.ts';
import { identityOf } from './policy.ts';
import { doneText, previewOf } from './preview.ts';
import { runIdOf } from './run-id.ts';
import type { Tool } from './tool.ts';
import { asksToUndo, yesNoOf } from './yes-no.ts';

/** What is to be said instead of a turn: the customer's message was a word about an action, and nothing else. */
export interface SettledAction {
  kind: 'say';
  text: string;
  quickReplies: string[];
}

export interface SettleDeps extends JournalDeps {
  tools: ReadonlyMap<string, Tool>;
}

/** A change of longer ago is not what "undo" means. */
const UNDO_MEANT_MS = 24 * 3_600_000;

/**
 * Settles what the assistant has asked: a clear yes runs it, a clear no does not, and anything else leaves the question open. "Undo"
 * takes back the last change that can be. Null: the message is about something else. Nobody but the customer's own message confirms.
 */
export async function settleAction(deps: SettleDeps, turn: ToolTurn): Promise<SettledAction | null> {
  const runs = deps.ledger.toolRuns();
  const settled = runs.find(({ settledIn }) => settledIn === turn.turnId);
  if (settled) return resume(deps, turn, settled);
  const open = runs.find(({ state, turnId }) => state === 'asked' && turnId !== turn.turnId);
  const said = yesNoOf(turn.message.text);
  if (open) {
    const answer = await settleOpen(deps, turn, open, said);
    if (answer !== null || wasLastSaid(open, turn.history)) return answer;
  }
  return asksToUndo(turn.message.text) ? undo(deps, turn, runs) : null;
}

async function settleOpen(
  deps: SettleDeps,
  turn: ToolTurn,
  run: ToolRun,
  said: ReturnType<typeof yesNoOf>,
): Promise<SettledAction | null> {
  const words = wordsOf(run, turn);
  const shown = wasLastSaid(run, turn.history);
  const meant = shown || (said?.quick === true && askedIn(run, turn.history) !== undefined);
  const yes = said?.says === 'yes';
  if (run.expiresAt <= isoTime(deps.clock()))
    return decline(deps, turn, run, 'expired', yes && words.expired);
  if (personSince(run, turn.history)) {
    return decline(deps, turn, run, 'takeover', yes && words.takenOver);
  }
  if (said === null) return null;
  if (said.says === 'no') return meant ? decline(deps, turn, run, 'no', words.declined) : null;
  const tool = deps.tools.get(run.tool);
  const asked = tool && previewStill(tool, run, turn);
  if (tool === undefined || asked === undefined) return decline(deps, turn, run, 'changed', words.expired);
  // Not a clear yes, or to something else that was said since: ask once more, with what would be done before their eyes.
  if (!yes || !meant) return { kind: 'say', ...question(run.preview ?? '', languageOfWords(words)) };
  const { end } = await runJournalled(deps, tool, { ...run, settledIn: turn.turnId });
  return after(tool, run, end, words);
}

/** The preview, if it and who it is for are still what the customer was shown. */
function previewStill(tool: Tool, run: ToolRun, turn: ToolTurn): string | undefined {
  if (tool.effect !== 'changes' || run.preview === null) return undefined;
  const identity = identityOf(tool, turn.customer);
  if (!identity.allow) return undefined;
  if (Object.entries(identity.input).some(([name, value]) => run.input[name] !== value)) return undefined;
  const languages = [...Object.keys(tool.preview), ...ACTION_LANGUAGES];
  const language = languages.find((one) => previewOf(tool, run.input, one) === run.preview);
  return language && run.preview;
}

function decline(
  deps: SettleDeps,
  turn: ToolTurn,
  run: ToolRun,
  reason: string,
  text: string | false,
): SettledAction | null {
  const about = text === false ? {} : { settledIn: turn.turnId, result: text };
  deps.ledger.saveToolRun({ ...run, ...about, state: 'declined' });
  deps.audit({ runId: run.id, tool: run.tool, effect: 'changes', step: 'declined', reason });
  return text === false ? null : say(text);
}

/** A turn that was interrupted: what it did is looked up, never done again. */
async function resume(deps: SettleDeps, turn: ToolTurn, run: ToolRun): Promise<SettledAction> {
  const words = wordsOf(run, turn);
  if (run.state === 'declined') return say(run.result ?? words.declined);
  const undone = undoOf(deps, run);
  const tool = undone?.tool ?? deps.tools.get(run.tool);
  if (tool === undefined) return withPerson(words.uncertain, words);
  if (run.state !== 'started') {
    const end = run.state === 'failed' ? 'failed' : 'done';
    return undone ? afterUndo(undone.run, end, words) : after(tool, run, end, words);
  }
  if (undone) return withPerson(words.uncertain, words);
  const end = await askStatus(deps, tool, { key: run.id, input: run.input }, false);
  if (end === 'done') {
    const expiresAt = isoTime(deps.clock() + (tool.undo?.windowMs ?? 0));
    deps.ledger.saveToolRun({ ...run, state: 'done', result: 'Done.', expiresAt });
  } else if (end === 'failed')
    deps.ledger.saveToolRun({ ...run, state: 'failed', result: 'It was not done.' });
  return after(tool, run, end, words);
}

/** Marks the run of a compensating call. No tool has such a name, so none is asked for by it. */
const UNDO_MARK = ':undo';

/** What a compensating run takes back. */
function undoOf(deps: SettleDeps, run: ToolRun): { run: ToolRun; tool: Tool } | null {
  if (!run.tool.endsWith(UNDO_MARK)) return null;
  const tool = deps.tools.get(run.tool.slice(0, -UNDO_MARK.length));
  return tool === undefined ? null : { run, tool };
}

async function undo(deps: SettleDeps, turn: ToolTurn, runs: ToolRun[]): Promise<SettledAction | null> {
  const now = deps.clock();
  const since = isoTime(now - UNDO_MEANT_MS);
  const last = runs.find(
    ({ state, preview, tool, createdAt }) =>
      state === 'done' && preview !== null && createdAt > since && !tool.endsWith(UNDO_MARK),
  );
  if (!last) return null;
  const words = wordsOf(last, turn);
  const tool = deps.tools.get(last.tool);
  const identity = tool && identityOf(tool, turn.customer);
  if (!tool?.undo || !identity?.allow) return withPerson(words.cannotUndo, words);
  if (Object.entries(identity.input).some(([name, value]) => last.input[name] !== value)) {
    return withPerson(words.cannotUndo, words);
  }
  if (last.expiresAt <= isoTime(now)) return withPerson(words.undoTooLate, words);
  const id = await runIdOf(last.id, last.tool + UNDO_MARK, last.input);
  const known = deps.ledger.toolRun(id);
  if (known !== null) return afterUndo(last, known.state === 'started' ? 'uncertain' : 'failed', words);
  const run: ToolRun = {
    ...{ id, turnId: turn.turnId, tool: last.tool + UNDO_MARK, state: 'started', input: last.input },
    ...{ preview: last.preview, result: null, expiresAt: isoTime(now), createdAt: isoTime(now) },
    settledIn: turn.turnId,
  };
  const { end } = await runJournalled(deps, tool, run, { work: tool.undo, takesBack: last });
  if (end === 'done') deps.audit({ runId: last.id, tool: last.tool, effect: tool.effect, step: 'undone' });
  return afterUndo(last, end, words);
}

function after(tool: Tool, run: ToolRun, end: RunEnd, words: ActionWords): SettledAction {
  if (end === 'failed') return withPerson(words.failed, words);
  if (end === 'uncertain') return withPerson(words.uncertain, words);
  const own = doneText(tool, run.input, languageOfWords(words));
  const minutes = tool.undo ? Math.floor(tool.undo.windowMs / 60_000) : 0;
  const hint = minutes > 0 ? `\n\n${words.undoHint(minutes)}` : '';
  return say((own ?? `${words.done} ${run.preview ?? run.tool}`) + hint);
}

function afterUndo(run: ToolRun, end: RunEnd, words: ActionWords): SettledAction {
  if (end === 'failed') return withPerson(words.cannotUndo, words);
  if (end === 'uncertain') return withPerson(words.uncertain, words);
  return say(`${words.undone} ${run.preview ?? ''}`);
}

function say(text: string): SettledAction {
  return { kind: 'say', text, quickReplies: [] };
}

function withPerson(text: string, words: ActionWords): SettledAction {
  return { kind: 'say', text, quickReplies: [words.person] };
}

/** A person took over, was called, or wrote since the question. */
function personSince(run: ToolRun, history: readonly Message[]): boolean {
  return history.some(
    ({ role, event, createdAt }) =>
      createdAt >= run.createdAt && (role === 'agent' || event === 'takeover' || event === 'handoff'),
  );
}

/** Whether the last thing that the customer was told is this question: a yes is a yes to what was said last. */
function wasLastSaid(run: ToolRun, history: readonly Message[]): boolean {
  const last = history.findLast(({ role }) => role === 'assistant' || role === 'agent');
  return last !== undefined && run.preview !== null && bare(last.text).includes(bare(run.preview));
}

/** Letters and digits: what a filter or a page may do to spaces and signs does not count. */
function bare(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The message that showed the customer what would be done. */
function askedIn(run: ToolRun, history: readonly Message[]): Message | undefined {
  const preview = bare(run.preview ?? '');
  return history.findLast(
    ({ role, text, createdAt }) =>
      role === 'assistant' && createdAt >= run.createdAt && preview !== '' && bare(text).includes(preview),
  );
}

/** In the language in which it was asked. */
function wordsOf(run: ToolRun, turn: ToolTurn): ActionWords {
  const asked = askedIn(run, turn.history);
  const language =
    asked && ACTION_LANGUAGES.find((one) => bare(asked.text).includes(bare(ACTION_WORDS[one].question)));
  return ACTION_WORDS[language ?? languageOf(turn.locale)];
}

function languageOfWords(words: ActionWords): string {
  return ACTION_LANGUAGES.find((one) => ACTION_WORDS[one] === words) ?? 'en';
}

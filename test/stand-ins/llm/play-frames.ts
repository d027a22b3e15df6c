import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from './script.ts';

/** Sends the events of a stream, one write each, with the pace and the fault of the script. */
export async function playFrames(
  response: ServerResponse,
  frames: readonly string[],
  how: {
    chunkMs: number;
    fault: Fault | null;
    garbage: string;
    error: string;
    /** Frames that `no-end` leaves out. */
    endFrames: number;
    onFrame(): void;
    onFault(): void;
  },
): Promise<void> {
  const { chunkMs, fault, onFrame } = how;
  const last = fault?.kind === 'no-end' ? frames.length - how.endFrames : frames.length;
  const breaks = fault && 'after' in fault ? Math.min(fault.after, last) : null;
  for (let at = 0; at <= last; at += 1) {
    if (at === breaks && fault) {
      const then = await misbehave(response, frames[at] ?? '', fault, how);
      how.onFault();
      if (then === 'over') return;
    }
    const frame = frames[at];
    if (frame === undefined || at === last) break;
    if (response.destroyed) return;
    // Where nothing is paced a turn of the loop is enough for frames to be written one by one.
    if (at > 0) await (chunkMs > 0 ? wait(chunkMs) : new Promise((resolve) => setImmediate(resolve)));
    await write(response, frame);
    onFrame();
  }
  response.end();
}

async function misbehave(
  response: ServerResponse,
  next: string,
  fault: Fault,
  texts: { garbage: string; error: string },
): Promise<'over' | 'goes on'> {
  switch (fault.kind) {
    case 'cut':
      if (fault.bytes > 0) await write(response, next.slice(0, fault.bytes));
      response.destroy();
      return 'over';
    case 'stall':
      return 'over';
    case 'no-end':
      response.end();
      return 'over';
    case 'error-event':
      await write(response, texts.error);
      response.end();
      return 'over';
    case 'garbage':
      await write(response, texts.garbage);
      return 'goes on';
    default:
      return 'goes on';
  }
}

/** Resolves when the system has it, so that what was sent before a cut arrives. */
function write(response: ServerResponse, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) return resolve();
    response.once('close', resolve);
    response.write(text, () => {
      response.off('close', resolve);
      resolve();
    });
  });
}

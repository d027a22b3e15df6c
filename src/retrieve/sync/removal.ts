import { err, ok, type Result } from '../../domain/result.ts';

/** A sync that would take out a larger share of a source's documents than this stops before it does. */
export const REMOVAL_SHARE_MAX = 0.5;

/**
 * Whether documents may be taken out: where most of a website vanishes at once, it is rather the site that is broken than its
 * knowledge that is gone. `served` counts documents that articles are served from, `vanishing` those of them that are no more.
 * Pure.
 */
export function mayRemove(about: {
  served: number;
  vanishing: number;
  deliberate: boolean;
  allowed: boolean;
}): Result<void, { why: string }> {
  const { served, vanishing, deliberate, allowed } = about;
  if (deliberate || allowed || vanishing <= served * REMOVAL_SHARE_MAX) return ok(undefined);
  return err({
    why:
      `${vanishing} of ${served} documents are no longer there. Nothing was removed or changed. If that is right, ` +
      'sync again with "allowRemoval": true.',
  });
}

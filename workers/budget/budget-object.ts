import { DurableObject } from 'cloudflare:workers';
import type { Amount, LeaseAnswer } from '../../src/llm/budget/lease-book.ts';
import type { DeskRequest, LeaseDesk } from '../../src/llm/budget/lease-desk.ts';
import type { Env } from '../env.ts';

/**
 * What one organization spends on models, by the day. Named by the organization, so that no one can reach another's. Everything
 * it promises is written before it answers; who waits for leave waits in memory, and asks again if the object goes away.
 */
export class BudgetObject extends DurableObject<Env> {
  private opened: Promise<LeaseDesk> | null = null;

  async lease(request: DeskRequest): Promise<LeaseAnswer> {
    return (await this.desk()).lease(request);
  }

  async settle({ id, spent, typical }: { id: string; spent: Amount; typical: boolean }): Promise<void> {
    (await this.desk()).settle(id, spent, typical);
  }

  /** Loaded by the first call: most isolates never hold a budget. Calls keep their order, since all wait for the same promise. */
  private desk(): Promise<LeaseDesk> {
    this.opened ??= import('./open-desk.ts').then(({ openDesk }) => openDesk(this.ctx.storage));
    return this.opened;
  }
}

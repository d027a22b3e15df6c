import { LeaseBook } from '../../src/llm/budget/lease-book.ts';
import { LeaseDesk } from '../../src/llm/budget/lease-desk.ts';
import { sleep } from '../../src/llm/router/sleep.ts';
import { migrate } from '../conversation/migrations.ts';
import { BUDGET_MIGRATIONS, BudgetJournal } from './budget-journal.ts';

/** The desk as the object's storage left it. */
export function openDesk(storage: DurableObjectStorage): LeaseDesk {
  const clock = () => Date.now();
  migrate(storage, clock(), BUDGET_MIGRATIONS);
  const journal = new BudgetJournal(storage.sql);
  return new LeaseDesk(new LeaseBook(journal.read(), journal), { clock, sleep });
}

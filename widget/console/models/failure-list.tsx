import type { LlmUsage } from '../data/wire.ts';
import { useView } from '../view.ts';

/** Calls that a provider did not answer, most frequent reason first. */
export function FailureList({ rows }: { rows: LlmUsage['data'] }) {
  const { texts, formats } = useView();
  const { models } = texts;
  const failed = rows
    .filter(({ failedCalls }) => failedCalls > 0)
    .toSorted((left, right) => right.failedCalls - left.failedCalls);
  return (
    <section aria-labelledby="failures-title">
      <h2 id="failures-title" class="section-title">
        {models.failures}
      </h2>
      {failed.length === 0 && <p class="fine">{models.noFailures}</p>}
      {failed.length > 0 && (
        <>
          <ul class="reasons">
            {failed.map(({ outcome = '', failedCalls }) => (
              <li key={outcome}>
                <strong>{formats.count(failedCalls)}</strong>
                <span>{wordsOf(outcome, models.reasons)}</span>
              </li>
            ))}
          </ul>
          <p class="fine">{models.failuresAbout}</p>
        </>
      )}
    </section>
  );
}

function wordsOf(outcome: string, reasons: Readonly<Record<string, string>>): string {
  return reasons[outcome] ?? outcome;
}

import { useState } from 'preact/hooks';
import { fill } from '../../locale/texts.ts';
import { useSubmit } from '../data/use-submit.ts';
import type { CheckedModel } from '../data/wire.ts';
import { Badge } from '../ui/badge.tsx';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';

/** Asks every model of the chains for one word, so that a wrong key is known before a customer asks. */
export function ModelCheck() {
  const { api, texts, formats } = useView();
  const { settings } = texts.models;
  const [checked, setChecked] = useState<readonly CheckedModel[]>([]);
  const { isBusy, error, run } = useSubmit(async () => {
    const { data } = await api.send<{ data: CheckedModel[] }>(
      'POST',
      '/v1/models/check',
      {},
      { timeoutMs: WAIT_MS },
    );
    setChecked(data);
  });
  return (
    <section class="model-check" aria-labelledby="check">
      <div class="field-head">
        <p id="check" class="hint">
          {settings.checkHint}
        </p>
        <button type="button" class="plain" disabled={isBusy} onClick={() => void run()}>
          {isBusy ? settings.checking : settings.check}
        </button>
      </div>
      {error && <Notice error={error} />}
      <div role="status">
        {checked.length > 0 && (
          <ul class="reasons">
            {checked.map(({ model, ok, detail, firstMs }) => (
              <li key={model}>
                <bdi>{model}</bdi>
                <Badge
                  tone={ok ? 'good' : 'bad'}
                  text={ok ? fill(settings.works, formats.wait(firstMs ?? 0)) : settings.fails}
                />
                {!ok && (
                  <span class="fine" lang="en" dir="auto">
                    {detail}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

/** Longest wait: a model that thinks before its first word takes longer than any other answer. */
const WAIT_MS = 60_000;

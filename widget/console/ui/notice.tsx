import { Icon } from '../../app/icon.tsx';
import type { ApiError } from '../data/api-error.ts';
import { describeFailure } from '../describe-failure.ts';
import { useView } from '../view.ts';
import { icons } from './icons.ts';

interface Props {
  error: ApiError;
  /** What is safe although this failed. */
  safe?: string;
  onRetry?: (() => void) | undefined;
}

/** A failure: what happened, what is safe, what to do. */
export function Notice({ error, safe, onRetry }: Props) {
  const { texts } = useView();
  const { what, todo, detail } = describeFailure(error, texts);
  return (
    <div class="notice bad" role="alert">
      <Icon d={icons.alert} />
      <div>
        <p>
          <strong>{what}</strong> {safe} {todo}
        </p>
        {detail && (
          <p class="fine" lang="en" dir="auto">
            {detail}
          </p>
        )}
      </div>
      {onRetry && (
        <button type="button" class="plain" onClick={onRetry}>
          {texts.shell.retry}
        </button>
      )}
    </div>
  );
}

import { useRef } from 'preact/hooks';
import type { ApiError } from '../data/api-error.ts';
import { useSubmit } from '../data/use-submit.ts';
import type { Source } from '../data/wire.ts';
import { describeFailure } from '../describe-failure.ts';
import { href } from '../route.ts';
import { useView } from '../view.ts';
import type { ChosenFile } from './chosen-file.ts';
import { sourcePath } from './source-path.ts';
import { uploadFiles } from './upload-files.ts';

/**
 * Makes the source where there is none, uploads what waits, and begins to read it. `isMirror`: other files of the source go,
 * but never one that was chosen and could not be uploaded. A second try goes on where the first one ended.
 */
export function useUpload(
  source: Source | undefined,
  files: ChosenFile[],
  setFiles: (files: ChosenFile[]) => void,
  isMirror: boolean,
  name: string,
  onStarted: (source: Source) => void,
) {
  const { api, texts, go } = useView();
  const made = useRef<Source | null>(source ?? null);
  const running = useRef<AbortController | null>(null);
  const describe = (error: ApiError) => {
    const { what, todo, detail } = describeFailure(error, texts);
    return detail || `${what} ${todo}`;
  };
  const state = useSubmit(async () => {
    const controller = new AbortController();
    running.current = controller;
    made.current ??= await api.send<Source>('POST', '/v1/knowledge/sources', { kind: 'files', name });
    const { id } = made.current;
    try {
      const ended = await uploadFiles(id, files, {
        api,
        describe,
        onChange: setFiles,
        signal: controller.signal,
      });
      const hadWork = files.some((one) => one.state === 'waiting');
      // A refusal of the server is shown before anything is read: the reader decides to go on without it.
      if (hadWork && ended.some((one, at) => one.state === 'refused' && files[at]?.state === 'waiting'))
        return;
      const keep = isMirror ? { keep: files.map(({ path }) => path) } : {};
      onStarted(await api.send<Source>('POST', sourcePath(id, 'sync'), keep));
      go(href(['sources', id]), { replace: true });
    } catch (error) {
      if (!controller.signal.aborted) throw error;
    }
  });
  return {
    ...state,
    /** What is uploaded stays; what is under way is given up. */
    leave(onClose: () => void) {
      running.current?.abort();
      if (made.current && !source) go(href(['sources', made.current.id]), { replace: true });
      else onClose();
    },
  };
}

import { useRef, useState } from 'preact/hooks';
import type { ApiError } from '../data/api-error.ts';
import { useSubmit } from '../data/use-submit.ts';
import type { Source } from '../data/wire.ts';
import { describeFailure } from '../describe-failure.ts';
import { fillAll } from '../fill-all.ts';
import { href } from '../route.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import { type ChosenFile, chosen, FILES_MAX, merged, nameOfFiles } from './chosen-file.ts';
import { DropZone } from './drop-zone.tsx';
import { FileList } from './file-list.tsx';
import { sourcePath } from './source-path.ts';
import { uploadFiles } from './upload-files.ts';

interface Props {
  /** The source that they are added to; without it, a new one is made. */
  source?: Source;
  onClose(): void;
}

/** Adds files: chooses, uploads each on its own, and begins to read them. What failed can be tried again; what is up stays. */
export function AddFiles({ source, onClose }: Props) {
  const { texts, formats } = useView();
  const [files, setFiles] = useState<ChosenFile[]>([]);
  const [name, setName] = useState('');
  const upload = useUpload(
    source,
    files,
    setFiles,
    name.trim() || nameOfFiles(files) || texts.sources.addFiles,
  );
  const waiting = files.filter((one) => one.state === 'waiting').length;
  const done = files.filter((one) => one.state === 'done').length;
  const total = files.filter((one) => one.state !== 'refused').length;
  const uploading = fillAll(texts.sources.uploading, { n: formats.count(done), total: formats.count(total) });
  const add = (found: { path: string; file: File }[]) =>
    setFiles((before) => merged(before, chosen(found, texts, formats)).slice(0, FILES_MAX));
  return (
    <Dialog title={texts.sources.addFilesAction} onClose={() => upload.leave(onClose)}>
      <form class="dialog-body" onSubmit={upload.submit} noValidate>
        {!source && (
          <Field label={texts.sources.name}>
            {(props) => (
              <input
                {...props}
                dir="auto"
                maxLength={120}
                placeholder={nameOfFiles(files)}
                value={name}
                onInput={(event) => setName(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        <DropZone onFiles={add} isBusy={upload.isBusy} />
        <FileList
          files={files}
          onRemove={upload.isBusy ? undefined : (path) => setFiles(files.filter((one) => one.path !== path))}
        />
        <p class="sr" role="status">
          {upload.isBusy && uploading}
        </p>
        {upload.error && <Notice error={upload.error} safe={done > 0 ? texts.sources.uploadKept : ''} />}
        <footer>
          <button type="button" class="plain" onClick={() => upload.leave(onClose)}>
            {texts.shell.cancel}
          </button>
          <button type="submit" class="solid" disabled={upload.isBusy || (waiting === 0 && done === 0)}>
            {upload.isBusy
              ? uploading
              : waiting > 0 || done === 0
                ? texts.sources.upload
                : texts.sources.sync}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

function useUpload(
  source: Source | undefined,
  files: ChosenFile[],
  setFiles: (files: ChosenFile[]) => void,
  name: string,
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
      await api.send('POST', sourcePath(id, 'sync'), {});
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

import { useState } from 'preact/hooks';
import type { Source } from '../data/wire.ts';
import { fillAll } from '../fill-all.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import { type ChosenFile, chosen, FILES_MAX, merged, nameOfFiles } from './chosen-file.ts';
import { DropZone } from './drop-zone.tsx';
import { FileList } from './file-list.tsx';
import { useUpload } from './use-upload.ts';

interface Props {
  /** The source that they are added to; without it, a new one is made. */
  source?: Source;
  /** The source as it is when its sync has begun. */
  onStarted?(source: Source): void;
  onClose(): void;
}

/** Adds files: chooses, uploads each on its own, and begins to read them. What failed can be tried again; what is up stays. */
export function AddFiles({ source, onStarted, onClose }: Props) {
  const { texts, formats } = useView();
  const [files, setFiles] = useState<ChosenFile[]>([]);
  const [name, setName] = useState('');
  const [isMirror, setMirror] = useState(false);
  const upload = useUpload(
    source,
    files,
    setFiles,
    isMirror,
    name.trim() || nameOfFiles(files) || texts.sources.addFiles,
    (started) => onStarted?.(started),
  );
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
        {source && files.length > 0 && (
          <label class="check">
            <input
              type="checkbox"
              checked={isMirror}
              onChange={(event) => setMirror(event.currentTarget.checked)}
            />
            {texts.sources.mirror}
          </label>
        )}
        <Foot files={files} upload={upload} onClose={onClose} />
      </form>
    </Dialog>
  );
}

interface FootProps {
  files: readonly ChosenFile[];
  upload: ReturnType<typeof useUpload>;
  onClose(): void;
}

/** How far it is, what went wrong, and the way on. */
function Foot({ files, upload, onClose }: FootProps) {
  const { texts, formats } = useView();
  const count = (state: ChosenFile['state']) => files.filter((one) => one.state === state).length;
  const waiting = count('waiting');
  const done = count('done');
  const uploading = fillAll(texts.sources.uploading, {
    n: formats.count(done),
    total: formats.count(files.length - count('refused')),
  });
  const action = waiting > 0 || done === 0 ? texts.sources.upload : texts.sources.sync;
  return (
    <>
      <p class="sr" role="status">
        {upload.isBusy && uploading}
      </p>
      {upload.error && <Notice error={upload.error} safe={done > 0 ? texts.sources.uploadKept : ''} />}
      <footer>
        <button type="button" class="plain" onClick={() => upload.leave(onClose)}>
          {texts.shell.cancel}
        </button>
        <button type="submit" class="solid" disabled={upload.isBusy || (waiting === 0 && done === 0)}>
          {upload.isBusy ? uploading : action}
        </button>
      </footer>
    </>
  );
}

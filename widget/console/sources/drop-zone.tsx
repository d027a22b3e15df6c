import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../app/icon.tsx';
import { fill } from '../../locale/texts.ts';
import { icons } from '../ui/icons.ts';
import { useView } from '../view.ts';
import { ENDINGS, FILE_BYTES, FILES_MAX } from './chosen-file.ts';
import { droppedFiles, inputFiles } from './dropped-files.ts';

interface Props {
  isBusy: boolean;
  onFiles(files: { path: string; file: File }[]): void;
}

/** Takes files and folders, dropped or chosen. */
export function DropZone({ isBusy, onFiles }: Props) {
  const { texts, formats } = useView();
  const [isOver, setOver] = useState(false);
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer && !isBusy) onFiles(await droppedFiles(event.dataTransfer, FILES_MAX));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the buttons within are the first.
    <div
      class={isOver ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void drop(event)}
    >
      <Icon d={icons.upload} />
      <p>{isOver ? texts.sources.drop : texts.sources.dropHere}</p>
      <p class="fine">{fill(texts.sources.fileKinds, formats.bytes(FILE_BYTES))}</p>
      <div class="drop-buttons">
        <Chooser label={texts.sources.chooseFiles} icon={icons.file} isBusy={isBusy} onFiles={onFiles} />
        <Chooser
          label={texts.sources.chooseFolder}
          icon={icons.folder}
          isFolder
          isBusy={isBusy}
          onFiles={onFiles}
        />
      </div>
    </div>
  );
}

interface ChooserProps extends Props {
  label: string;
  icon: string;
  isFolder?: boolean;
}

/** A button over the browser's own file input, which cannot be styled. */
function Chooser({ label, icon, isFolder = false, isBusy, onFiles }: ChooserProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.webkitdirectory = isFolder;
  }, [isFolder]);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={isFolder ? undefined : ENDINGS.join(',')}
        data-kind={isFolder ? 'folder' : 'files'}
        onChange={({ currentTarget }) => {
          onFiles(inputFiles(currentTarget.files));
          currentTarget.value = '';
        }}
      />
      <button type="button" class="plain" disabled={isBusy} onClick={() => input.current?.click()}>
        <Icon d={icon} />
        {label}
      </button>
    </>
  );
}

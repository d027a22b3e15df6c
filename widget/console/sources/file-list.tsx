import { Icon } from '../../app/icon.tsx';
import { fill } from '../../locale/texts.ts';
import { icons } from '../ui/icons.ts';
import { useView } from '../view.ts';
import { type ChosenFile, FILES_MAX } from './chosen-file.ts';

/** Rows that are drawn: nobody reads more, and ten thousand would make every change slow. */
const ROWS_MAX = 200;

interface Props {
  files: readonly ChosenFile[];
  onRemove?: ((path: string) => void) | undefined;
}

/** The files that were chosen, those that were refused first. */
export function FileList({ files, onRemove }: Props) {
  const { texts, formats } = useView();
  if (files.length === 0) return null;
  const refused = files.filter((one) => one.state === 'refused');
  const others = files.filter((one) => one.state !== 'refused');
  const count = (text: string, n: number) => fill(text, formats.count(n));
  return (
    <div class="files">
      <p class="facts fine">
        <span>{count(texts.sources.chosen, others.length)}</span>
        {refused.length > 0 && (
          <span class="wrong">{count(texts.sources.uploadRefused, refused.length)}</span>
        )}
      </p>
      {files.length >= FILES_MAX && <p class="wrong">{count(texts.sources.tooMany, FILES_MAX)}</p>}
      <ul>
        {[...refused, ...others].slice(0, ROWS_MAX).map((one) => (
          <FileRow key={one.path} chosen={one} onRemove={onRemove} />
        ))}
      </ul>
    </div>
  );
}

function FileRow({ chosen, onRemove }: { chosen: ChosenFile; onRemove: Props['onRemove'] }) {
  const { texts, formats } = useView();
  const { path, file, state, share, reason } = chosen;
  return (
    <li class={`file ${state}`}>
      <Icon d={state === 'done' ? icons.check : state === 'refused' ? icons.alert : icons.file} />
      <span class="file-text">
        <bdi>{path}</bdi>
        {reason ? <span class="wrong">{reason}</span> : <span class="fine">{formats.bytes(file.size)}</span>}
      </span>
      {state === 'sending' && (
        <progress class="meter" value={share} aria-label={texts.sources.fileStates.sending} />
      )}
      {state === 'done' && <span class="fine">{texts.sources.fileStates.done}</span>}
      {onRemove && state !== 'done' && (
        <button
          type="button"
          class="icon-button"
          aria-label={fill(texts.sources.fileRemove, path)}
          onClick={() => onRemove(path)}
        >
          <Icon d={icons.close} />
        </button>
      )}
    </li>
  );
}

import type { RefObject } from 'preact';
import { fill } from '../../locale/texts.ts';
import { useView } from '../view.ts';
import type { Fault } from './declaration.ts';

/** What the server refused of a declaration, by line. Each leads to its place in the text. */
export function FaultList({
  faults,
  area,
}: {
  faults: readonly Fault[];
  area: RefObject<HTMLTextAreaElement | null>;
}) {
  const { connections } = useView().texts;
  return (
    <div role="alert">
      {faults.length > 0 && (
        <>
          <p class="wrong">{fill(connections.faults, faults.length)}</p>
          <ul class="reasons">
            {faults.map((fault) => (
              <li key={`${fault.path} ${fault.message}`}>
                {fault.place && (
                  <button type="button" class="link" onClick={() => show(area.current, fault)}>
                    {fill(connections.line, fault.place.line)}
                  </button>
                )}
                <code dir="ltr">{fault.path}</code>
                <span lang="en" dir="auto">
                  {fault.message}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Marks the place and brings it into sight: a text area does not scroll to its selection by itself. */
function show(area: HTMLTextAreaElement | null, { place }: Fault): void {
  if (!area || !place) return;
  area.focus();
  area.setSelectionRange(place.start, place.end);
  const lines = area.value.split('\n').length;
  area.scrollTop = (area.scrollHeight * (place.line - 1)) / lines - area.clientHeight / 2;
}

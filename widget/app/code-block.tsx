import { CopyButton } from './copy-button.tsx';
import type { View } from './view.ts';

/** Code as it was written, with a button that copies exactly that. */
export function CodeBlock({ view, lang, text }: { view: View; lang: string; text: string }) {
  return (
    <div class="code" dir="ltr">
      <div class="code-head">
        <span>{lang}</span>
        <CopyButton view={view} text={text} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </div>
  );
}

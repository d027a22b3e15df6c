import { CopyButton } from './copy-button.tsx';

/** Code as it was written, with a button that copies exactly that. */
export function CodeBlock({
  lang,
  text,
  texts,
}: {
  lang: string;
  text: string;
  texts: { copy: string; copied: string };
}) {
  return (
    <div class="code" dir="ltr">
      <div class="code-head">
        <span>{lang}</span>
        <CopyButton text={text} texts={texts} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
    </div>
  );
}

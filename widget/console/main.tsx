import { render } from 'preact';
import { browserPorts } from './browser-ports.ts';
import { createFormats } from './formats.ts';
import { chosenLanguage } from './language.ts';
import { loadTexts } from './locale/load-texts.ts';
import { Root } from './root.tsx';

/** Starts the console in the page. */
async function main(): Promise<void> {
  const language = chosenLanguage();
  const texts = await loadTexts(language);
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  const mount = document.getElementById('app');
  if (!mount) throw new Error('the page has no place for the console');
  const formats = createFormats(language, () => Date.now());
  render(<Root ports={browserPorts()} texts={texts} language={language} formats={formats} />, mount);
}

void main();

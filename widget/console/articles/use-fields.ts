import { useEffect, useState } from 'preact/hooks';
import type { ArticleFields } from './article-fields.ts';

/** What was typed and not saved, by the form's name: going to another page of the console and back loses nothing. */
const unsaved = new Map<string, ArticleFields>();

/** What was typed into the form of this name and not saved, if anything. */
export function unsavedFields(name: string): ArticleFields | undefined {
  return unsaved.get(name);
}

/** The fields of a form that begins with `start`; closing the window warns while they differ from it. */
export function useFields(name: string, start: ArticleFields) {
  const [fields, setFields] = useState(unsaved.get(name) ?? start);
  const isDirty = JSON.stringify(fields) !== JSON.stringify(start);
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isDirty]);
  return {
    fields,
    isDirty,
    change(next: ArticleFields) {
      unsaved.set(name, next);
      setFields(next);
    },
    forget() {
      unsaved.delete(name);
    },
  };
}

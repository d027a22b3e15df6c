import { useState } from 'preact/hooks';
import { Confirm } from '../ui/confirm.tsx';
import { useView } from '../view.ts';
import type { ArticleFields } from './article-fields.ts';
import { ArticleForm } from './article-form.tsx';
import { useFields } from './use-fields.ts';

interface Props {
  /** Tells apart what is typed here from what is typed elsewhere. */
  name: string;
  start: ArticleFields;
  format: 'markdown' | 'html' | 'text';
  hasUrl?: boolean;
  /** Throws an `ApiError`; leads away when it is done. */
  save(fields: ArticleFields): Promise<void>;
  leave(): void;
}

/** A form for an article that asks before it throws away what was typed. */
export function Editor({ name, start, format, hasUrl = true, save, leave }: Props) {
  const { texts } = useView();
  const { fields, isDirty, change, forget } = useFields(name, start);
  const [isAsking, setAsking] = useState(false);
  const abandon = async () => {
    forget();
    leave();
  };
  return (
    <>
      <ArticleForm
        fields={fields}
        format={format}
        hasUrl={hasUrl}
        onChange={change}
        save={async () => {
          await save(fields);
          forget();
        }}
        onCancel={() => (isDirty ? setAsking(true) : leave())}
      />
      {isAsking && (
        <Confirm
          title={texts.articles.leave}
          text={texts.articles.leaveText}
          action={texts.articles.leaveAction}
          run={abandon}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

import { useId, useState } from 'preact/hooks';
import { ArticleText } from '../article-text/article-text.tsx';
import { useSubmit } from '../data/use-submit.ts';
import { AudienceField } from '../ui/audience-field.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useView } from '../view.ts';
import { type ArticleFields, checkArticle, type Wrong } from './article-fields.ts';

interface Props {
  fields: ArticleFields;
  format: 'markdown' | 'html' | 'text';
  /** Whether the address of the original, the audience and products can be given: of an article, not of a draft. */
  hasUrl: boolean;
  onChange(fields: ArticleFields): void;
  /** Throws an `ApiError`. */
  save(): Promise<void>;
  onCancel(): void;
}

/** Title, text with a preview, tags, language. Nothing typed is lost by a failure. */
export function ArticleForm({ fields, format, hasUrl, onChange, save, onCancel }: Props) {
  const { texts } = useView();
  const [wrong, setWrong] = useState<Wrong>({});
  const { isBusy, error, submit } = useSubmit(async () => {
    const found = checkArticle(fields, texts);
    setWrong(found);
    if (Object.keys(found).length === 0) await save();
  });
  const change = (part: Partial<ArticleFields>) => onChange({ ...fields, ...part });
  return (
    <form class="sheet form" onSubmit={submit} noValidate>
      <LineField name="title" label={texts.articles.title} fields={fields} wrong={wrong} change={change} />
      <BodyField fields={fields} format={format} wrong={wrong.body} onBody={(body) => change({ body })} />
      <div class="columns">
        <LineField
          name="tags"
          label={texts.articles.tags}
          hint={texts.articles.tagsHint}
          fields={fields}
          wrong={wrong}
          change={change}
        />
        <LineField
          name="locale"
          label={texts.articles.language}
          fields={fields}
          wrong={wrong}
          change={change}
        />
      </div>
      {hasUrl && <ScopeFields fields={fields} wrong={wrong} change={change} />}
      {error && <Notice error={error} />}
      <footer>
        <button type="button" class="plain" disabled={isBusy} onClick={onCancel}>
          {texts.shell.cancel}
        </button>
        <button type="submit" class="solid" disabled={isBusy}>
          {texts.shell.save}
        </button>
      </footer>
    </form>
  );
}

/** For whom it is, what it is about and where it comes from: of what is served. */
function ScopeFields(props: Pick<LineProps, 'fields' | 'wrong' | 'change'>) {
  const { texts } = useView();
  const { fields, change } = props;
  return (
    <>
      <div class="columns">
        <AudienceField audience={fields.audience} onChange={(audience) => change({ audience })} />
        <LineField {...props} name="products" label={texts.scope.products} hint={texts.scope.productsHint} />
      </div>
      <div class="columns">
        <DayField name="validUntil" hint={texts.scope.validUntilHint} fields={fields} change={change} />
        <DayField name="reviewedOn" hint={texts.scope.reviewedOnHint} fields={fields} change={change} />
      </div>
      <LineField {...props} name="url" label={texts.articles.urlLabel} hint={texts.articles.urlHint} />
    </>
  );
}

function DayField({
  name,
  hint,
  fields,
  change,
}: Pick<LineProps, 'fields' | 'change'> & { name: 'validUntil' | 'reviewedOn'; hint: string }) {
  const { texts } = useView();
  return (
    <Field label={texts.scope[name]} hint={hint}>
      {(props) => (
        <input
          {...props}
          type="date"
          value={fields[name]}
          onInput={(event) => change({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

interface LineProps {
  name: 'title' | 'tags' | 'locale' | 'url' | 'products';
  label: string;
  hint?: string;
  fields: ArticleFields;
  wrong: Wrong;
  change(part: Partial<ArticleFields>): void;
}

/** UTF-16 units, as the server counts them. */
const LENGTHS = {
  title: 300,
  tags: 1_200,
  locale: 35,
  url: 2_048,
  products: 1_200,
  reviewedOn: 10,
  validUntil: 10,
};

function LineField({ name, label, hint = '', fields, wrong, change }: LineProps) {
  return (
    <Field label={label} hint={hint} wrong={wrong[name]}>
      {(props) => (
        <input
          {...props}
          dir={name === 'locale' || name === 'url' ? 'ltr' : 'auto'}
          maxLength={LENGTHS[name]}
          value={fields[name]}
          onInput={(event) => change({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
}

interface BodyProps {
  fields: ArticleFields;
  format: Props['format'];
  wrong: string | undefined;
  onBody(body: string): void;
}

function BodyField({ fields, format, wrong, onBody }: BodyProps) {
  const { texts } = useView();
  const [isPreview, setPreview] = useState(false);
  const id = useId();
  return (
    <div class="field">
      <div class="field-head">
        <label for={id}>{texts.articles.body}</label>
        <button type="button" class="link" aria-pressed={isPreview} onClick={() => setPreview(!isPreview)}>
          {isPreview ? texts.articles.editing : texts.articles.preview}
        </button>
      </div>
      {isPreview ? (
        <div class="preview">
          <ArticleText body={fields.body} format={format} locale={fields.locale || null} />
        </div>
      ) : (
        <textarea
          id={id}
          class="code-input"
          dir="auto"
          rows={18}
          aria-invalid={wrong ? true : undefined}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          value={fields.body}
          onInput={(event) => onBody(event.currentTarget.value)}
        />
      )}
      {wrong && (
        <p id={`${id}-wrong`} class="wrong">
          {wrong}
        </p>
      )}
    </div>
  );
}

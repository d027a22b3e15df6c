/** What an element is to somebody who came for the page's content. */
export type ElementRole = 'main' | 'article' | 'boilerplate' | 'dropped' | 'plain';

/** Never shown as text, or not text. */
const DROPPED = new Set(
  'title script style template noscript iframe object embed svg canvas video audio select option datalist textarea input label progress meter map area'.split(
    ' ',
  ),
);
const BOILERPLATE_TAGS = new Set('nav header footer aside menu dialog'.split(' '));
const BOILERPLATE_ROLES = new Set(
  'navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar'.split(' '),
);
/** Whole words of class and id that name what stands around the content. */
const BOILERPLATE_WORDS = new Set(
  (
    'navbar nav-bar sidebar side-bar breadcrumb breadcrumbs skip-link skip-to-content skiplink toc table-of-contents ' +
    'pagination pager share social-share social-links share-buttons headerlink anchor-link hash-link anchorjs-link ' +
    'edit-this-page edit-page onetrust-consent-sdk onetrust-banner-sdk cookiebot usercentrics-root didomi-host cc-window ' +
    'site-header site-footer page-footer mw-editsection'
  ).split(' '),
);
const CONSENT = /(?:^|[-_])(?:cookies?|consent|gdpr|ccpa)(?:$|[-_])/;
const NOTICE = /(?:banner|bar|notice|popup|modal|overlay|dialog|message|prompt|wall|toast|manager|layer|box)/;
/** Asides that are part of the text: notes, tips and warnings of documentation. */
const CALLOUT =
  /(?:^|[\s_-])(?:note|tip|warning|caution|danger|info|important|admonition|callout|notecard|alert|aside)(?:$|[\s_-])/;

/** Pure. `inside` is true within the page's `<main>` or an `<article>`, where headers are headings and asides may be notes. */
export function elementRole(
  name: string,
  attributes: Readonly<Record<string, string>>,
  inside: boolean,
): ElementRole {
  if (DROPPED.has(name)) return 'dropped';
  const role = (attributes.role ?? '').toLowerCase();
  if (name === 'main' || role === 'main') return 'main';
  if (name === 'article' || role === 'article') return 'article';
  if (name === 'body' || name === 'html') return 'plain';
  const words = `${attributes.class ?? ''} ${attributes.id ?? ''}`.toLowerCase().slice(0, 1_000);
  if (name === 'aside' || role === 'complementary') {
    return inside && (role === 'note' || CALLOUT.test(words)) ? 'plain' : 'boilerplate';
  }
  if (name === 'header') return inside ? 'plain' : 'boilerplate';
  if (BOILERPLATE_TAGS.has(name) || BOILERPLATE_ROLES.has(role)) return 'boilerplate';
  const list = words.split(/\s+/);
  if (list.some((word) => BOILERPLATE_WORDS.has(word))) return 'boilerplate';
  return list.some((word) => CONSENT.test(word) && NOTICE.test(word)) ? 'boilerplate' : 'plain';
}

/** Classes that are hidden from eyes by convention, in every framework that has them. */
const UNSEEN_WORDS = new Set(
  'sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only screenreader hidden is-hidden d-none display-none u-hidden invisible offscreen'.split(
    ' ',
  ),
);

/** True where class names say, in the words all frameworks use, that nobody sees the element. Pure. */
export function unseenByClass(attributes: Readonly<Record<string, string>>): boolean {
  const list = (attributes.class ?? '').toLowerCase().slice(0, 1_000).split(/\s+/);
  // `hidden md:block` is shown on wide screens.
  if (list.some((word) => /^(?:sm|md|lg|xl|2xl):(?:block|flex|grid|inline)|^d-(?:sm|md|lg|xl)-/.test(word)))
    return false;
  return list.some((word) => UNSEEN_WORDS.has(word));
}

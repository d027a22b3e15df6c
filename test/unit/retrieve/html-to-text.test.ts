import { expect, test } from 'vitest';
import { splitBlocks } from '../../../src/domain/blocks.ts';
import { htmlToText } from '../../../src/retrieve/html-to-text.ts';

test('headings, paragraphs, lists, tables and code keep their form', () => {
  const html = `<h2>Set up</h2><p>First   <b>this</b>.</p><ol><li>One</li><li>Two<ul><li>nested</li></ul></li></ol>
    <table><tr><th>Name</th><th>Limit</th></tr><tr><td>SOQL</td><td>100</td></tr></table><pre>a
  b</pre>`;
  expect(htmlToText(html)).toBe(
    '## Set up\n\nFirst this.\n\n1. One\n2. Two\n  - nested\n\n| Name | Limit |\n| --- | --- |\n| SOQL | 100 |\n\n```\na\n  b\n```',
  );
  expect(splitBlocks(htmlToText(html)).map((one) => one.kind)).toEqual([
    'heading',
    'paragraph',
    'list',
    'table',
    'code',
  ]);
});

test('scripts, styles, templates and hidden elements are gone, with all that is in them', () => {
  const html =
    '<style>p{}</style>a<script>alert("<p>x</p>")</script><div hidden>b<br><img src=x>c</div><p style="display: none">d</p><template><p>e</p></template><noscript>f</noscript> g';
  expect(htmlToText(html)).toBe('a g');
});

test('entities are decoded, and what they spell is text, never markup', () => {
  expect(htmlToText('<p>&lt;b&gt; &amp; &eacute; &#x1F600;</p>')).toBe('<b> & é 😀');
});

test('a list item made of paragraphs is one item', () => {
  expect(htmlToText('<ul><li><p>One</p><p>more</p></li><li><p>Two</p></li></ul>')).toBe(
    '- One\n  more\n- Two',
  );
});

test('nesting 5,000 deep, unclosed tags and stray ends do no harm', () => {
  expect(htmlToText(`${'<div>'.repeat(5_000)}deep`)).toBe('deep');
  expect(htmlToText('</p></li><ul><li>a<li>b<table><tr><td>c')).toBe('- a\n- b\n\n| c |\n| --- |');
});

/**
 * What only answers need: Markdown, links into sources, their style. It is fetched with the first message, so that a page
 * whose visitor never writes does not pay for it. It must share no module with the app, or the bundler makes a third file.
 */
export { parseBlocks } from '../markdown/parse-blocks.ts';
export { answerStyle } from '../style/answer.ts';
export { answerIcons } from './answer-icons.ts';
export { plainQuote, sourceLink } from './source-link.ts';

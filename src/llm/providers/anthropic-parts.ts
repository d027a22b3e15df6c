/** What is used of Anthropic's client. Only ever imported when a call is made. */
export { APIError } from '@anthropic-ai/sdk/core/error';
export { Stream } from '@anthropic-ai/sdk/core/streaming';

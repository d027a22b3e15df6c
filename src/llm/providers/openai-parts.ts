/** What is used of OpenAI's client. Only ever imported when a call is made. */
export { APIError } from 'openai/core/error';
export { Stream } from 'openai/core/streaming';

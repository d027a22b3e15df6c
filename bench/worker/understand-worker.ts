import { readText } from '../../workers/wire-understand.ts';

/** `POST /?times=N`: reads the body's text N times, as a turn reads a message; 0 measures the way there and back. */
export default {
  async fetch(request: Request): Promise<Response> {
    const times = Number(new URL(request.url).searchParams.get('times') ?? 1);
    const text = await request.text();
    let intents = 0;
    for (let time = 0; time < times; time += 1) {
      const meaning = await readText(
        text,
        { organization: null, locale: 'en', now: 1_767_225_600_000 },
        null,
      );
      intents += meaning.intents.length;
    }
    return new Response(String(intents));
  },
};

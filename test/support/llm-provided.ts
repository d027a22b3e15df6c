/** Where the stand-ins for vendors of language models are while the Worker's tests run. */
export interface LlmStandInAddresses {
  openAi: { url: string; baseUrl: string; key: string };
  anthropic: { url: string; baseUrl: string; key: string };
}

declare module 'vitest' {
  export interface ProvidedContext {
    llmStandIns: LlmStandInAddresses;
  }
}

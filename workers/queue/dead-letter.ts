/** What the platform gave up on after its retries is kept in D1, where an admin sees it and it can be sent again. */
export async function keepDeadLetters(
  batch: MessageBatch<unknown>,
  deps: { deadLetter(body: unknown, why: string): Promise<void> },
): Promise<void> {
  for (const message of batch.messages) {
    try {
      await deps.deadLetter(message.body, 'retries used up');
      message.ack();
    } catch {
      message.retry({ delaySeconds: 60 });
    }
  }
}

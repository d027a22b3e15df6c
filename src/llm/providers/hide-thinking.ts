/**
 * Drops what an open model thinks in its text: `<think>...</think>` at the very beginning, as servers hand it on that do not
 * know the model. Text passes as soon as it is certain that none comes. A block that never ends hides all: it was no answer.
 */
export class HideThinking {
  private state: 'start' | 'thinking' | 'text' = 'start';
  private held = '';
  private readonly write: (piece: string) => void;

  constructor(write: (piece: string) => void) {
    this.write = write;
  }

  push(piece: string): void {
    if (this.state === 'text') {
      this.write(piece);
      return;
    }
    this.held += piece;
    if (this.state === 'start') this.begin();
    if (this.state === 'thinking') this.think();
  }

  /** The answer is over: what was held back in doubt was text. */
  end(): void {
    if (this.state !== 'start' || this.held === '') return;
    this.state = 'text';
    this.write(this.held);
  }

  private begin(): void {
    const text = this.held.trimStart();
    if (text.startsWith(OPEN)) {
      this.state = 'thinking';
      this.held = text.slice(OPEN.length);
    } else if (!OPEN.startsWith(text)) {
      this.state = 'text';
      this.write(this.held);
    }
  }

  private think(): void {
    const end = this.held.indexOf(CLOSE);
    // All that can matter of what was thought is the beginning of its end.
    if (end === -1) this.held = this.held.slice(1 - CLOSE.length);
    else {
      const rest = this.held.slice(end + CLOSE.length).trimStart();
      this.state = rest === '' ? 'start' : 'text';
      this.held = '';
      if (rest !== '') this.write(rest);
    }
  }
}

const OPEN = '<think>';
const CLOSE = '</think>';

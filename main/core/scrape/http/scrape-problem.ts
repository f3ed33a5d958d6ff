/** A failed request whose message is already in words, fit to be shown: it holds no credential. */
export class ScrapeProblem extends Error {
  /** Whether an answer had begun. */
  readonly answered: boolean;

  constructor(reason: string, answered = false) {
    super(reason);
    this.answered = answered;
  }
}

/** What is to go wrong next: faults that are used up one by one, and behind them one that stays. */
export class FaultQueue<Fault> {
  private readonly waiting: Fault[] = [];
  private standing: Fault | undefined;

  /** For the next `times` answers, after those already waiting; for every answer until `clear` when it is left out. */
  add(fault: Fault, times?: number): void {
    if (times === undefined) this.standing = fault;
    else for (let i = 0; i < times; i += 1) this.waiting.push(fault);
  }

  /** Takes the fault of the answer that is about to be given; undefined in good weather. */
  next(): Fault | undefined {
    return this.waiting.shift() ?? this.standing;
  }

  clear(): void {
    this.waiting.length = 0;
    this.standing = undefined;
  }
}

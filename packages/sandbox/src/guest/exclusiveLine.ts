/** A line to a guest that one client at a time has; the next one takes it over. */
export class ExclusiveLine {
  #end: ((reason: string) => void) | undefined;

  /** Whether somebody has the line. */
  get isBusy(): boolean {
    return this.#end !== undefined;
  }

  /**
   * Takes the line; whoever had it before loses it.
   *
   * @param end - called when the line is lost
   * @returns gives the line back
   */
  take(end: (reason: string) => void): () => void {
    this.close('taken over by another connection');
    this.#end = end;
    return () => {
      if (this.#end === end) {
        this.#end = undefined;
      }
    };
  }

  /** Ends the connection that there is. */
  close(reason: string): void {
    const end = this.#end;
    this.#end = undefined;
    end?.(reason);
  }
}

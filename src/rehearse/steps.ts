/** What a rehearsal tells while it goes. */
export interface RehearsalEvents {
  /** A step begins. */
  onStart(name: string): void;
  /** A step is done. */
  onDone(name: string, seconds: number, result: string): void;
  /** A line of detail while a step goes. */
  onProgress(line: string): void;
}

/** Runs a step and tells how long it took and what came of it. */
export async function step<T>(
  events: RehearsalEvents,
  name: string,
  run: () => Promise<T>,
  result: (value: T) => string = () => "",
): Promise<T> {
  events.onStart(name);
  const start = performance.now();
  const value = await run();
  events.onDone(name, (performance.now() - start) / 1000, result(value));
  return value;
}

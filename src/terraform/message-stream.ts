import type { Diagnostic } from "../core/errors.js";

/** The parts of a line of Terraform's machine-readable output that are used here. */
interface Message {
  readonly "@level"?: string;
  readonly "@message"?: string;
  readonly type?: string;
  readonly diagnostic?: Diagnostic;
}

/** Reads the lines that Terraform writes with `-json`: collects errors, passes on what a person would want to see. */
export class MessageStream {
  readonly #errors: Diagnostic[] = [];

  constructor(private readonly onProgress?: (line: string) => void) {}

  get errors(): readonly Diagnostic[] {
    return this.#errors;
  }

  read(line: string): void {
    const message = parseMessage(line);
    if (!message) return;
    if (message.diagnostic?.severity === "error") this.#errors.push(message.diagnostic);
    else if (message["@message"] && !message.diagnostic && message.type !== "version") {
      this.onProgress?.(message["@message"]);
    }
  }
}

/** Terraform mixes plain text in, e.g. about its configuration file; that is no message. */
function parseMessage(line: string): Message | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined;
  }
}

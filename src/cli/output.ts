import pc from "picocolors";

/** Where a command writes: one document or plain lines on stdout, progress on stderr. */
export interface Output {
  /** Whether the caller asked for one JSON document. */
  readonly isJson: boolean;
  /** A line for people; silent with `--json`. */
  line(text?: string): void;
  /** The command's one JSON document; silent without `--json`. */
  document(value: unknown): void;
  /** A line of progress on stderr. */
  progress(text: string): void;
  /** Rewrites the last line on a terminal; writes nothing elsewhere. */
  status(text: string): void;
  readonly colors: ReturnType<typeof pc.createColors>;
}

interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export function createOutput(options: { json: boolean; stdout: Stream; stderr: Stream; noColor?: boolean }): Output {
  const { json, stdout, stderr } = options;
  const colors = pc.createColors(Boolean((json ? stderr : stdout).isTTY) && !options.noColor);
  let hasStatus = false;
  const clearStatus = () => {
    if (hasStatus) stderr.write("\r\u001b[2K");
    hasStatus = false;
  };
  return {
    isJson: json,
    colors,
    line: (text = "") => {
      clearStatus();
      if (!json) stdout.write(`${text}\n`);
    },
    document: (value) => {
      clearStatus();
      if (json) stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    progress: (text) => {
      clearStatus();
      stderr.write(`${text}\n`);
    },
    status: (text) => {
      if (!stderr.isTTY) return;
      clearStatus();
      stderr.write(text);
      hasStatus = true;
    },
  };
}

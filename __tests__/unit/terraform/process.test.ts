import { describe, expect, it } from "vitest";
import { runProcess } from "../../../src/terraform/process.js";

const node = (script: string, options: Partial<Parameters<typeof runProcess>[2]> = {}) =>
  runProcess(process.execPath, ["-e", script], { env: {}, ...options });

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("runProcess", () => {
  it("returns output and exit code, line by line as well", async () => {
    const lines: string[] = [];
    const result = await node("console.log('a');console.log('b');console.error('c');process.exitCode=4", {
      onStdout: (line) => lines.push(line),
    });
    expect(result).toEqual({ code: 4, stdout: "a\nb\n", stderr: "c\n" });
    expect(lines).toEqual(["a", "b"]);
  });

  it("gives the child exactly the environment named", async () => {
    const { stdout } = await node("console.log(JSON.stringify(process.env))", { env: { ONLY: "this" } });
    expect(JSON.parse(stdout)).toEqual({ ONLY: "this" });
  });

  it("interrupts once and waits for an end in order", async () => {
    const abort = new AbortController();
    const lines: string[] = [];
    const running = node(
      "process.on('SIGINT',()=>{console.log('interrupted');setTimeout(()=>process.exit(0),150)});setInterval(()=>{},1e3);console.log('up')",
      {
        signal: abort.signal,
        onStdout: (line) => {
          lines.push(line);
          if (line === "up") abort.abort(new Error("stop"));
        },
      },
    );
    await expect(running).rejects.toThrow("stop");
    expect(lines).toEqual(["up", "interrupted"]);
  });

  it("kills the child and its own children after the grace", async () => {
    const abort = new AbortController();
    const script =
      "const c=require('child_process').spawn(process.execPath,['-e','setInterval(()=>{},1e3)'],{stdio:'ignore'});" +
      "process.on('SIGINT',()=>{});console.log(c.pid);setInterval(()=>{},1e3)";
    let grandchild = 0;
    const running = node(script, {
      signal: abort.signal,
      graceMs: 100,
      onStdout: (line) => {
        grandchild = Number(line);
        abort.abort();
      },
    });
    await expect(running).rejects.toThrow(/abort/i);
    await expect.poll(() => isRunning(grandchild), { timeout: 2_000 }).toBe(false);
  });

  it("starts nothing after an abort", async () => {
    await expect(node("", { signal: AbortSignal.abort(new Error("too late")) })).rejects.toThrow("too late");
  });
});

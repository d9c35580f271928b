import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { basesOf, type ImageLock, parseLock } from "../../../src/images/lock.js";
import { digestOfTag, parseReference } from "../../../src/images/registry.js";

const digest = `sha256:${"a".repeat(64)}`;
const lock: ImageLock = {
  "//": "",
  images: {
    rust: { reference: "docker.io/library/rust:1.95-slim-trixie", digest: null },
    node: { reference: "127.0.0.1:5000/library/node:22", digest },
  },
};

describe("the lock of bases", () => {
  it("gives a base by its digest, without the tag that it was looked up by", () => {
    expect(basesOf("uplift", { BUILDER: "node" }, lock, {})).toEqual({
      BUILDER: `127.0.0.1:5000/library/node@${digest}`,
    });
  });

  it("refuses a base that nobody has pinned, and says how", () => {
    expect(() => basesOf("sample", { BUILDER: "rust" }, lock, {})).toThrow(
      "dockerfiles/images.lock.json: rust: the base has no digest: docker.io/library/rust:1.95-slim-trixie may be another image tomorrow. Run uplift image pin where there is a network and commit the lock; to try the file on this machine alone: --stand-in rust=localhost/IMAGE.",
    );
    expect(basesOf("sample", { BUILDER: "rust" }, lock, { rust: "localhost/rust" })).toEqual({
      BUILDER: "localhost/rust",
    });
  });

  it("does not know every name", () => {
    expect(() => basesOf("sample", { BUILDER: "rsut" }, lock, {})).toThrow(
      'dockerfiles/images.lock.json: the lock has no base of this name, which sample takes for BUILDER (got "rsut"). Did you mean "rust"?',
    );
  });

  it("is refused where it says something else", () => {
    expect(() => parseLock("")).toThrow(
      /^dockerfiles\/images\.lock\.json: the lock of bases cannot be read: it is no JSON\./,
    );
    const invented = { "//": "", images: { rust: { reference: "a/b", digest: "sha256:123" } } };
    expect(() => parseLock(JSON.stringify(invented))).toThrow(/images\.rust\.digest/);
  });
});

/** A registry that tells digests to whoever brings the token that it gives to anybody. */
async function registry() {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://localhost");
    if (url.pathname === "/token")
      return void response.end(
        JSON.stringify({ token: `${url.searchParams.get("service")} ${url.searchParams.get("scope")}` }),
      );
    if (request.headers.authorization !== "Bearer registry repository:library/rust:pull") {
      const { port } = server.address() as AddressInfo;
      const realm = `Bearer realm="http://127.0.0.1:${port}/token",service="registry",scope="repository:library/rust:pull"`;
      return void response.writeHead(401, { "www-authenticate": realm }).end();
    }
    if (url.pathname !== "/v2/library/rust/manifests/1.95") return void response.writeHead(404).end();
    response.writeHead(200, { "docker-content-digest": digest }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("what a registry says that a tag stands for", () => {
  it("is asked with the token that the registry itself offers", async () => {
    expect(await digestOfTag(`${await registry()}/library/rust:1.95`)).toBe(digest);
  });

  it("is a fault where the tag is not there, nobody answers, or the reference is none", async () => {
    await expect(digestOfTag(`${await registry()}/library/rust:9`)).rejects.toThrow(
      /the registry does not tell the digest: it answers 404 \(got "127\.0\.0\.1:\d+\/library\/rust:9"\)/,
    );
    await expect(digestOfTag("127.0.0.1:9/library/rust:1")).rejects.toThrow(/the registry does not tell the digest/);
    await expect(digestOfTag("rust")).rejects.toThrow(/it is no reference of the form registry\/repository:tag/);
  });

  it("knows a registry's port from a tag", () => {
    expect(parseReference("localhost:5000/a/b:1")).toEqual({ host: "localhost:5000", repository: "a/b", tag: "1" });
    expect(parseReference("gcr.io/distroless/static")).toEqual({
      host: "gcr.io",
      repository: "distroless/static",
      tag: "latest",
    });
  });
});

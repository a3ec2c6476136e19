import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { dryRun } from "../../rig/pip.ts";
import { buildProjects } from "../../rig/projects/build-projects.ts";
import type { Fault } from "../../rig/simple-index/faults.ts";
import { listen } from "../../rig/simple-index/listen.ts";
import { type SimpleIndex, startSimpleIndex } from "../../rig/simple-index/simple-index.ts";
import { type OpenedGateway, type OpenOptions, openGateway } from "./open-gateway.ts";

const projects = buildProjects();
const PAGE = "/simple/purepkg/";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const item of open.splice(0).reverse()) await item.close();
});

async function startFaulty(fault: Fault | null, options: OpenOptions = {}): Promise<[SimpleIndex, OpenedGateway]> {
  const index = await startSimpleIndex({ projects, faults: fault === null ? {} : { [PAGE]: fault } });
  open.push(index);
  const gateway = await openGateway([index.url], options);
  open.push(gateway);
  return [index, gateway];
}

async function troubleOf(fault: Fault): Promise<string> {
  const [index, gateway] = await startFaulty(fault);
  const response = await fetch(`${gateway.url}purepkg/`);
  expect(response.status).toBeGreaterThanOrEqual(400);
  const [trouble, ...more] = gateway.session.troubles();
  expect(more).toEqual([]);
  expect(trouble?.project).toBe("purepkg");
  return `${trouble?.kind}: ${trouble?.message.replaceAll(new URL(index.url).host, "HOST")}`;
}

const JSON_TYPE = "application/vnd.pypi.simple.v1+json";

describe("an index that misbehaves", () => {
  it("E8: is unknown, never empty, whatever it answers with", async () => {
    const json = (body: string | Uint8Array, headers = {}): Fault => ({
      kind: "body",
      contentType: JSON_TYPE,
      body,
      headers,
    });
    const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024, 0x20));
    expect(await troubleOf({ kind: "endless" })).toBe("too-large: HOST answers with more than 64 MiB");
    expect(await troubleOf(json(bomb, { "content-encoding": "gzip" }))).toMatch(/^too-large/);
    expect(await troubleOf({ kind: "redirect-loop" })).toBe(
      "unreachable: HOST sends elsewhere, which was refused: more than 5 redirects",
    );
    expect(await troubleOf({ kind: "redirect", to: "file:///etc/passwd" })).toMatch(/file: addresses are not followed/);
    expect(await troubleOf({ kind: "redirect", to: "https://169.254.169.254/latest/" })).toMatch(
      /inside this machine's/,
    );
    expect(await troubleOf({ kind: "redirect", to: "http://index.example/" })).toMatch(/plain http to index.example/);
    expect(await troubleOf({ kind: "type", contentType: "application/octet-stream" })).toMatch(/^not-an-index/);
    expect(await troubleOf(json('{"meta":{"api-version":"1.0"},"files":[{"filename":"a'))).toMatch(
      /^not-an-index: .*cut/,
    );
    expect(await troubleOf(json('{"meta":{"api-version":"2.0"},"files":[]}'))).toMatch(/version "2.0"/);
    expect(await troubleOf({ kind: "cut", after: 20 })).toBe("unreachable: HOST does not answer: the connection broke");
  });

  it("E8: cannot smuggle anything in by a __proto__ key or a file name with a path", async () => {
    const hostile = `{"files":[{"filename":"../../x-1.0.tar.gz","url":"../x.tar.gz","hashes":{}},
      {"filename":"purepkg-1.1.0-py3-none-any.whl","url":"file:///etc/passwd","hashes":{}},
      {"filename":"purepkg-1.1.0-py3-none-any.whl","url":"https://169.254.169.254/x.whl","hashes":{}},
      {"filename":"purepkg-1.0.0-py3-none-any.whl","url":"x.whl","hashes":{"__proto__":"aa","sha256":"bb"},
       "__proto__":{"yanked":"polluted"}}],"__proto__":{"polluted":true}}`;
    const [, gateway] = await startFaulty({ kind: "body", contentType: JSON_TYPE, body: hostile });
    const response = await fetch(`${gateway.url}purepkg/`, { headers: { accept: JSON_TYPE } });
    const page = (await response.json()) as { files: { filename: string }[] };
    expect(page.files).toEqual([
      {
        filename: "purepkg-1.0.0-py3-none-any.whl",
        url: expect.stringContaining("/f0/"),
        hashes: { sha256: "bb" },
        "core-metadata": true,
      },
    ]);
    expect(({} as { polluted?: true }).polluted).toBeUndefined();
  });

  it("E9: leaves a trouble, also when pip says that nothing matches", async () => {
    const [index, gateway] = await startFaulty(null);
    await index.close();
    const run = await dryRun(["--index-url", gateway.url, "purepkg"]);
    expect(run.stderr).toContain("No matching distribution found for purepkg");
    const message = `${new URL(index.url).host} does not answer: connection refused`;
    expect(gateway.session.troubles()).toEqual([{ kind: "unreachable", message, project: "purepkg" }]);
  });

  it("E9: is asked again on 5xx and 429, within a budget, and the status is passed on when that is spent", async () => {
    const [twice, first] = await startFaulty({ kind: "status", status: 503, times: 2 });
    expect((await fetch(`${first.url}purepkg/`)).status).toBe(200);
    expect([twice.count("page"), first.session.troubles()]).toEqual([3, []]);

    const [slow, second] = await startFaulty({ kind: "status", status: 429, headers: { "Retry-After": "3600" } });
    expect((await fetch(`${second.url}purepkg/`)).status).toBe(429);
    expect((await fetch(`${second.url}purepkg/`)).status).toBe(429);
    const message = `429 from ${new URL(slow.url).host}`;
    expect([slow.count("page"), second.session.troubles()]).toEqual([
      1,
      [{ kind: "status", message, project: "purepkg" }],
    ]);
  });

  it("is given up when it says nothing for too long", async () => {
    const silent = await listen(createServer(() => undefined));
    open.push(silent);
    const limits = { retries: 0, retrySeconds: 0, idleSeconds: 0.1 };
    const gateway = await openGateway([`${silent.origin}/simple/`], { limits });
    open.push(gateway);
    expect((await fetch(`${gateway.url}purepkg/`)).status).toBe(502);
    expect(gateway.session.troubles()[0]?.message).toMatch(/does not answer: time ran out$/);
  });

  it("is not spoken to by plain http unless pip would", async () => {
    const gateway = await openGateway(["http://index.example/simple/"]);
    open.push(gateway);
    expect((await fetch(`${gateway.url}purepkg/`)).status).toBe(502);
    expect(gateway.session.troubles()[0]?.message).toContain("--trusted-host index.example");
  });
});

describe("an index behind TLS", () => {
  const fixture = (name: string) => new URL(`../../fixtures/tls/loopback/${name}.pem`, import.meta.url);
  const startTls = async (settings: OpenOptions["settings"] = {}): Promise<[SimpleIndex, OpenedGateway]> => {
    const [key, cert] = await Promise.all([readFile(fixture("key"), "utf8"), readFile(fixture("certificate"), "utf8")]);
    const index = await startSimpleIndex({ projects, tls: { key, cert } });
    open.push(index);
    const gateway = await openGateway([index.url], { settings });
    open.push(gateway);
    return [index, gateway];
  };

  it("is trusted by its certificate, or as a trusted host, and not otherwise", async () => {
    const [, unknown] = await startTls();
    expect((await fetch(`${unknown.url}purepkg/`)).status).toBe(502);
    expect(unknown.session.troubles()[0]?.message).toMatch(/is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
    const [, certified] = await startTls({ certificateFile: fixture("certificate").pathname });
    expect((await fetch(`${certified.url}purepkg/`)).status).toBe(200);
    const [, trusted] = await startTls({ trustedHosts: ["127.0.0.1"] });
    expect((await fetch(`${trusted.url}purepkg/`)).status).toBe(200);
  });

  it("cannot lead to plain http", async () => {
    const [index, gateway] = await startTls({ trustedHosts: ["127.0.0.1"] });
    index.faults.set(PAGE, { kind: "redirect", to: "http://127.0.0.1:9/simple/purepkg/" });
    expect((await fetch(`${gateway.url}purepkg/`)).status).toBe(502);
    expect(gateway.session.troubles()[0]?.message).toContain("a redirect from https to plain http");
  });

  it("is reached through a proxy that the environment names", async () => {
    const tunnels: string[] = [];
    const proxy = createServer().on("connect", (request, socket) => {
      tunnels.push(request.url ?? "");
      const [host, port] = (request.url ?? "").split(":");
      const onward = connect(Number(port), host, () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        socket.pipe(onward).pipe(socket);
      });
      onward.on("error", () => socket.destroy());
      socket.on("error", () => onward.destroy());
    });
    const listening = await listen(proxy);
    open.push({ close: async () => void proxy.close() });
    const [index] = await startTls();
    const gateway = await openGateway([index.url], {
      settings: { trustedHosts: ["127.0.0.1"] },
      environment: { HTTPS_PROXY: listening.origin, HOME: "/nonexistent" },
    });
    open.push(gateway);
    const response = await fetch(`${gateway.url}purepkg/`);
    expect([response.status, gateway.session.troubles()]).toEqual([200, []]);
    expect(tunnels).toEqual([new URL(index.url).host]);
  });
});

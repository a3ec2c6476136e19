import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ActionsService, startActionsService } from "./actions-service/index.ts";

let service: ActionsService;

beforeEach(async () => {
  service = await startActionsService();
});

afterEach(() => service.close());

describe("the service", () => {
  const post = (method: string, message: unknown, authorization?: string) =>
    fetch(`${service.url}twirp/github.actions.results.api.v1.${method}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(authorization ? { authorization } : {}) },
      body: JSON.stringify(message),
    });

  it("refuses a call without a token, an unknown method and a key with a comma", async () => {
    const bearer = `Bearer ${service.token()}`;
    expect((await post("CacheService/CreateCacheEntry", {})).status).toBe(401);
    expect((await post("CacheService/Nothing", {}, bearer)).status).toBe(404);
    const comma = await post("CacheService/CreateCacheEntry", { key: "a,b", version: "1" }, bearer);
    expect([comma.status, await comma.json()]).toMatchObject([400, { code: "invalid_argument" }]);
  });

  it("refuses a signed address for another use, and every one after it has expired", async () => {
    const bearer = `Bearer ${service.token()}`;
    const reply = await post("CacheService/CreateCacheEntry", { key: "a", version: "1" }, bearer);
    const { signed_upload_url: address } = (await reply.json()) as { signed_upload_url: string };
    expect((await fetch(address)).status).toBe(403);
    expect((await fetch(address, { method: "PUT", body: "x" })).status).toBe(201);
    service.expireAddresses();
    expect((await fetch(address, { method: "PUT", body: "x" })).status).toBe(403);
  });

  it("can plant an entry, delay, cut, stay silent and lose a reply on the calls that were chosen", async () => {
    const entry = service.plant({ key: "a-1", version: "1", content: Buffer.from("0123456789") });
    const bearer = `Bearer ${service.token()}`;
    const reply = await post("CacheService/GetCacheEntryDownloadURL", { key: "a-", version: "1" }, bearer);
    const found = (await reply.json()) as { matched_key: string; signed_download_url: string };
    expect(found.matched_key).toBe(entry.key);
    const address = found.signed_download_url;
    service.faults.add({ operation: "GetBlob", calls: [1], effect: { kind: "cut", afterBytes: 4 } });
    service.faults.add({ operation: "GetBlob", calls: [2], effect: { kind: "lost-reply" } });
    service.faults.add({ operation: "GetBlob", calls: [3], effect: { kind: "silence" } });
    service.faults.add({ operation: "GetBlob", calls: [4], effect: { kind: "delay", milliseconds: 20 } });
    await expect(fetch(address).then((response) => response.text())).rejects.toThrow();
    await expect(fetch(address)).rejects.toThrow();
    await expect(fetch(address, { signal: AbortSignal.timeout(50) })).rejects.toThrow("timeout");
    expect(await (await fetch(address)).text()).toBe("0123456789");
    expect(await (await fetch(address, { headers: { "x-ms-range": "bytes=2-4" } })).text()).toBe("234");
    expect((await fetch(address, { headers: { range: "bytes=20-" } })).status).toBe(416);
  });
});

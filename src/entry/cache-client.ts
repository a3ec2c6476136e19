import { serveCacheClient } from "../adapters/github/cache-client.ts";

await serveCacheClient();

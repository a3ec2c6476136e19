/** The command line, without a bundle: `node cli-program.ts <arguments>`. */
import { main } from "../../src/entry/cli.ts";

await main(process.argv.slice(2));

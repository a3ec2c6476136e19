declare module "@vercel/ncc" {
  interface Options {
    readonly cache?: string | false;
    readonly license?: string;
    readonly quiet?: boolean;
    readonly target?: string;
    readonly sourceMap?: boolean;
  }
  interface Result {
    readonly code: string;
    readonly assets: Readonly<Record<string, { readonly source: string | Buffer }>>;
  }
  export default function ncc(entry: string, options: Options): Promise<Result>;
}

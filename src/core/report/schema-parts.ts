import * as z from "zod";

/** Characters. Names of files and projects, ids and titles; paths; sentences; one line of a log. */
export const short = z.string().max(1_000);
export const path = z.string().max(4_096);
export const text = z.string().max(20_000);

export const count = z.int().min(0);
export const bytes = z.int().min(0);
export const seconds = z.number().min(0).nullable();
export const lineNumber = z.int().min(1);

// Talking to the server: every answer is JSON of the record; every refusal says in words what to do.
import { signal } from "@preact/signals";

/** A refusal of the server: `kind` is the name of the error, `body` all that came with it. */
export class Refused extends Error {
  constructor(
    readonly kind: string,
    message: string,
    readonly status: number,
    readonly body: Record<string, unknown>,
  ) {
    super(message);
  }
}

const kept = "truceline-coder";

/** Who decides; kept by the browser, and sent with every request. */
export const coder = signal(localStorage.getItem(kept) ?? "");

export function nameCoder(name: string): void {
  coder.value = name.trim();
  localStorage.setItem(kept, coder.value);
}

/** How many times something was written: views that show what may have changed ask anew. */
export const written = signal(0);

async function answered(path: string, options: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(`/api/${path}`, { ...options, headers: { ...options.headers, "x-coder": encodeURIComponent(coder.value) } });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused("Gone", "the workbench does not answer: is `truceline serve` still running?", 0, {});
  }
  if (answer.ok) return answer;
  const body = answer.headers.get("content-type")?.startsWith("application/json") ? await answer.json() : { message: await answer.text() };
  throw new Refused(String(body.error ?? "Error"), String(body.message ?? answer.statusText), answer.status, body);
}

async function asked<T>(path: string, options: RequestInit): Promise<T> {
  return (await answered(path, options)).json() as Promise<T>;
}

/** Asks for a file and hands it to the browser, which keeps it where it keeps downloads; gives its name. */
export async function download(path: string): Promise<string> {
  const answer = await answered(path, {});
  const link = document.createElement("a");
  link.download = decodeURIComponent(answer.headers.get("content-disposition")?.split("''")[1] ?? "export");
  link.href = URL.createObjectURL(await answer.blob());
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return link.download;
}

export function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return asked<T>(path, signal ? { signal } : {});
}

/** Asks something that an address cannot hold; nothing is put down. It arrives even if the page is left. */
export function ask<T>(path: string, body: unknown): Promise<T> {
  return asked<T>(path, { method: "POST", keepalive: true, body: JSON.stringify(body), headers: { "content-type": "application/json" } });
}

/** Sends something to be put down, and tells all views that something changed. */
export async function post<T>(path: string, body: unknown): Promise<T> {
  const answer = await ask<T>(path, body);
  written.value += 1;
  return answer;
}

// What a view shows: the server's answer to an address, asked anew when the address or the coder changes or something
// was written.
import { useEffect, useState } from "preact/hooks";
import { coder, get, written } from "./api";
import { trouble } from "./parts/Notes";

/** The answer to `path`, null until the first one is there; while the next one is on its way, `waiting` is true. */
export function useAnswer<T>(path: string | null): { answer: T | null; waiting: boolean } {
  const [found, setFound] = useState<{ path: string; answer: T } | null>(null);
  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    get<T>(path, stop.signal).then((answer) => setFound({ path, answer }), trouble);
    return () => stop.abort();
  }, [path, written.value, coder.value]);
  return { answer: found?.answer ?? null, waiting: path !== null && found?.path !== path };
}

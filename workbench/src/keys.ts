// Keys: each view says which it knows; what they do is printed on its buttons and in the help (?).
import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";

/** A key with what it does; `say` is for the help. */
export interface Key {
  key: string;
  say: string;
  act: (event: KeyboardEvent) => void;
}

const layers = signal<readonly (readonly Key[])[]>([]);

/** The keys that work now: those of the topmost layer (a dialog hides the keys below it). */
export function known(): readonly Key[] {
  return layers.value.flat();
}

/** Makes these keys work as long as the component is shown. */
export function useKeys(keys: readonly Key[], dependencies: readonly unknown[]): void {
  useLayoutEffect(() => { // at once: the next key may come before the page is painted
    layers.value = [...layers.value, keys];
    return () => {
      layers.value = layers.value.filter((layer) => layer !== keys);
    };
  }, dependencies);
}

/** How a key is printed. */
export function printed(key: string): string {
  return { " ": "space", Backspace: "⌫", Enter: "↵", Escape: "esc", ArrowDown: "↓", ArrowUp: "↑" }[key] ?? key;
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const at = event.target as HTMLElement;
  const writes = at.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(at.tagName);
  if (writes && event.key !== "Escape") return;
  if ((event.key === " " || event.key === "Enter") && ["BUTTON", "A", "SUMMARY"].includes(at.tagName)) return;
  if (document.querySelector("dialog[open]")) return; // a dialog has its own buttons
  const found = known().findLast((key) => key.key === event.key);
  if (!found) return;
  event.preventDefault();
  found.act(event);
});

// Where we are: the path says which view, the query holds the filter and the view's own settings. Both are in the
// address, so that a view can be sent to a colleague and found again with "back".
import { computed, signal } from "@preact/signals";

/** The parts of the filter, as `truceline.model.filters.Filter` reads them. */
export const FILTERS = ["since", "until", "country", "place", "actor", "outlet", "type", "status", "review", "words", "killed"] as const;
export type FilterName = (typeof FILTERS)[number];

const here = signal(new URL(location.href));
addEventListener("popstate", () => (here.value = new URL(location.href)));

/** The path in parts: `["event", "EVT-…"]`. */
export const path = computed(() => here.value.pathname.split("/").filter(Boolean).map(decodeURIComponent));

/** All parameters of the address. */
export const params = computed(() => here.value.searchParams);

/** The filter alone, as the query of an address without `?`. */
export const filter = computed(() => {
  const found = new URLSearchParams();
  for (const name of FILTERS) {
    const value = here.value.searchParams.get(name);
    if (value) found.set(name, value);
  }
  return found.toString();
});

/** The passage that a link leads to (`#c120-140`), in code points; new for each time that it is followed. */
export const aimed = signal(passageIn(here.value.hash));
addEventListener("popstate", () => (aimed.value = passageIn(location.hash)));

function passageIn(hash: string): { start: number; end: number } | null {
  const found = hash.match(/^#c(\d+)-(\d+)$/);
  return found ? { start: Number(found[1]), end: Number(found[2]) } : null;
}

/** The address of a passage; what is open in the panel stays open. */
export function toPassage(document: string, start: number | null, end: number | null): string {
  const address = new URL(to("document", document), location.href);
  for (const name of ["row", "cell"]) {
    const value = params.value.get(name);
    if (value) address.searchParams.set(name, value);
  }
  return `${address.pathname}${address.search}#c${start}-${end}`;
}

/** Goes to an address of the workbench. */
export function go(address: string, options: { replace?: boolean } = {}): void {
  const to = new URL(address, location.href);
  if (to.href === here.value.href) return;
  history[options.replace ? "replaceState" : "pushState"](null, "", to);
  here.value = to;
  if (!options.replace) scrollTo(0, 0);
}

/** Changes parameters of the present address; empty ones leave it. */
export function set(changes: Record<string, string | null>, options: { replace?: boolean } = {}): void {
  const to = new URL(here.value);
  for (const [name, value] of Object.entries(changes)) {
    if (value) to.searchParams.set(name, value);
    else to.searchParams.delete(name);
  }
  go(to.href, options);
}

/** The address of a view, with the filter carried along. */
export function to(view: string, ...rest: string[]): string {
  const way = `/${[view, ...rest].map(encodeURIComponent).join("/")}`;
  return filter.value ? `${way}?${filter.value}` : way;
}

/** Links within the workbench change the view without loading the page anew. */
addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.hasAttribute("download")) return;
  if (link.origin !== location.origin || link.pathname.startsWith("/api/") || link.pathname.startsWith("/page/")) return;
  event.preventDefault();
  go(link.href);
  aimed.value = passageIn(link.hash);
});

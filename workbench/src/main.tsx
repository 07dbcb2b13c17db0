// The workbench: the frame around every view, and which view an address shows.
import { render } from "preact";
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { coder, nameCoder } from "./api";
import { useKeys } from "./keys";
import { Changed } from "./parts/Changed";
import { Help, helping } from "./parts/Help";
import { Notes, trouble } from "./parts/Notes";
import { Panel } from "./parts/Panel";
import { go, path, to } from "./place";
import { about, learn } from "./record";
import "./style.css";

type View = () => Promise<ComponentType>;

/** Each view is loaded when it is opened. */
const VIEWS: Record<string, { name?: string; load: View }> = {
  queue: { name: "Review", load: async () => (await import("./views/Queue")).Queue },
  events: { name: "Events", load: async () => (await import("./views/Events")).Events },
  event: { load: async () => (await import("./views/Event")).Event },
  ceasefires: { name: "Ceasefires", load: async () => (await import("./views/Ceasefires")).Ceasefires },
  ceasefire: { load: async () => (await import("./views/Ceasefire")).Ceasefire },
  map: { name: "Map", load: async () => (await import("./views/Map")).MapView },
  timeline: { name: "Timeline", load: async () => (await import("./views/Timeline")).Timeline },
  network: { name: "Network", load: async () => (await import("./views/Network")).NetworkView },
  documents: { name: "Documents", load: async () => (await import("./views/Documents")).Documents },
  document: { load: async () => (await import("./views/document/Document")).DocumentView },
  search: { name: "Search", load: async () => (await import("./views/Search")).Search },
  people: { name: "People", load: async () => (await import("./views/People")).People },
};
const FIRST = "queue";

function Frame() {
  const [view, setView] = useState<{ at: string; Shown: ComponentType } | null>(null);
  const at = path.value[0] ?? FIRST;
  useEffect(() => {
    let awaited = true; // a view that was left before it was loaded does not come after the one that is wanted now
    VIEWS[at]?.load().then((Shown) => awaited && setView({ at, Shown }), trouble);
    return () => void (awaited = false);
  }, [at]);
  useEffect(() => {
    document.title = `${VIEWS[at]?.name ?? "truceline"} – ${about.value?.record ?? ""}`;
  }, [at, about.value]);
  useEffect(() => document.querySelector(".bar [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" }), [at]);
  const keys = [
    { key: "?", say: "show the keys", act: () => (helping.value = true) },
    { key: "/", say: "search", act: () => go(to("search")) },
  ];
  useKeys(keys, []);
  if (!VIEWS[at]) return <main id="main"><p class="empty">There is no such page. <a href="/">Begin anew.</a></p></main>;
  return (
    <>
      <a class="skip" href="#main">To the content</a>
      <nav class="bar" aria-label="Views">
        <a class="brand" href={to(FIRST)}>truceline</a>
        <ul>
          {Object.entries(VIEWS).filter(([, one]) => one.name).map(([name, one]) => (
            <li key={name}><a href={to(name)} aria-current={name === at || name === `${at}s` ? "page" : undefined}>{one.name}</a></li>
          ))}
        </ul>
        <Coder />
        <button type="button" class="plain" onClick={() => (helping.value = true)} aria-label="Help: the keys of this view">keys <kbd>?</kbd></button>
      </nav>
      <main id="main" tabIndex={-1}>{view && view.at === at ? <view.Shown /> : <p class="loading">…</p>}</main>
      <Panel />
      <Notes />
      <Changed />
      <Help />
    </>
  );
}

/** Who decides: their name stands on every decision. */
function Coder() {
  return (
    <label class="coder">coder
      <input value={coder.value} placeholder="your name" autocomplete="name" onChange={(event) => nameCoder(event.currentTarget.value)} onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()} />
    </label>
  );
}

learn().then(() => {
  if (!coder.value && about.value?.coder) nameCoder(about.value.coder);
  if (!path.value.length) go(to(FIRST), { replace: true });
  const place = document.getElementById("app")!;
  place.replaceChildren();
  render(<Frame />, place);
}, (error: unknown) => {
  document.getElementById("app")!.textContent = error instanceof Error ? error.message : String(error);
});

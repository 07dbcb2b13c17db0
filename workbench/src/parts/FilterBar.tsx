// The filter, one for every view and export; it lives in the address.
import { useEffect, useState } from "preact/hooks";
import { get } from "../api";
import { about, typeWord, word } from "../record";
import { filter, FILTERS, params, set, type FilterName } from "../place";
import { trouble } from "./Notes";

interface Choice {
  value: string;
  name: string;
  rows: number;
}
type Choices = Record<"outlet" | "country" | "actor", Choice[]>;

const NAMES: Record<FilterName, string> = {
  since: "from",
  until: "to",
  country: "country",
  place: "place",
  placed: "place known",
  box: "on the map",
  actor: "actor",
  other: "and with",
  outlet: "outlet",
  type: "kind",
  status: "told as",
  review: "review",
  words: "words",
  killed: "killed, at least",
};

const PLACED = { point: "as a town or site", area: "only to a province or region", country: "only to the country", unresolved: "by a name that was not found", none: "not at all" };

/** `parts` are those that this view can be narrowed down by. */
export function FilterBar({ parts }: { parts: readonly FilterName[] }) {
  const [open, setOpen] = useState(false);
  const set_ = FILTERS.filter((name) => params.value.get(name));
  return (
    <div class="filterbar">
      <button type="button" aria-expanded={open} aria-controls="filter" onClick={() => setOpen(!open)}>Filter</button>
      {set_.map((name) => (
        <span key={name} class={parts.includes(name) ? "chip" : "chip idle"}>
          <span class="set">{NAMES[name]}: <b><Named name={name} value={params.value.get(name)!} /></b></span>
          {!parts.includes(name) && <span>not used here</span>}
          <button type="button" class="plain" aria-label={`Take the filter “${NAMES[name]}” away`} onClick={() => set({ [name]: null })}>×</button>
        </span>
      ))}
      {set_.length > 1 && (
        <button type="button" class="plain" onClick={() => set(Object.fromEntries(FILTERS.map((name) => [name, null])))}>take all away</button>
      )}
      {open && <Form parts={parts} />}
    </div>
  );
}

/** A value of the filter in words. */
function Named({ name, value }: { name: FilterName; value: string }) {
  const [actor, setActor] = useState(value);
  useEffect(() => {
    if (name === "actor" || name === "other") get<{ name: string }>(`actors/${encodeURIComponent(value)}`).then((found) => setActor(found.name), () => setActor(value));
  }, [name, value]);
  if (name === "placed") return <>{PLACED[value as keyof typeof PLACED] ?? value}</>;
  if (name === "box") return <>{boxed(value)}</>;
  if (name === "actor" || name === "other") return <bdi>{actor}</bdi>;
  if (name === "type") return <>{value.split(",").map(typeWord).join(", ")}</>;
  if (name === "status") return <>{value.split(",").map((code) => word("status", code)).join(", ")}</>;
  return <bdi>{value.replaceAll(",", ", ").replaceAll("|", " or ")}</bdi>;
}

/** A box in degrees, as a map's edge has it. */
function boxed(value: string): string {
  const [west = 0, south = 0, east = 0, north = 0] = value.split(",").map(Number);
  const at = (degrees: number, signs: string) => `${Math.abs(degrees).toFixed(1)}°${degrees < 0 ? signs[1] : signs[0]}`;
  return `${at(south, "NS")} to ${at(north, "NS")}, ${at(west, "EW")} to ${at(east, "EW")}`;
}

function Form({ parts }: { parts: readonly FilterName[] }) {
  const [choices, setChoices] = useState<Choices>({ outlet: [], country: [], actor: [] });
  const [like, setLike] = useState("");
  useEffect(() => {
    const stop = new AbortController();
    const wait = setTimeout(() => get<Choices>(`choices?like=${encodeURIComponent(like)}`, stop.signal).then(setChoices, trouble), like ? 200 : 0);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [like]);
  const value = (name: FilterName) => params.value.get(name) ?? "";
  const put = (name: FilterName) => (event: Event) => set({ [name]: (event.currentTarget as HTMLInputElement | HTMLSelectElement).value || null }, { replace: true });
  const field = (name: FilterName) => {
    switch (name) {
      case "since":
      case "until":
        return <input type="date" value={value(name)} onChange={put(name)} />;
      case "killed":
        return <input type="number" min="0" value={value(name)} onChange={put(name)} />;
      case "words":
      case "place":
        return <input type="search" value={value(name)} onChange={put(name)} />;
      case "placed":
        return <Options value={value(name)} put={put(name)} options={Object.entries(PLACED)} />;
      case "box":
        return <input type="text" placeholder="west,south,east,north" value={value(name)} onChange={put(name)} />;
      case "type":
        return <Options value={value(name)} put={put(name)} options={Object.keys(about.value?.types ?? {}).map((code) => [code, typeWord(code)])} />;
      case "status":
        return <Options value={value(name)} put={put(name)} options={Object.entries(about.value?.words.status ?? {})} />;
      case "review":
        return <Options value={value(name)} put={put(name)} options={["draft", "accepted", "corrected", "rejected"].map((code) => [code, code === "draft" ? "not reviewed" : code])} />;
      default:
        return <Options value={value(name)} put={put(name)} options={choices[name === "other" ? "actor" : name].map((one) => [one.value, `${one.name} (${one.rows.toLocaleString("en")})`])} />;
    }
  };
  return (
    <form id="filter" class="filter" onSubmit={(event) => event.preventDefault()}>
      {parts.map((name) => (
        <label key={name}>{NAMES[name]}{field(name)}</label>
      ))}
      {parts.includes("actor") && (
        <label>find an actor, outlet or country
          <input type="search" value={like} onInput={(event) => setLike(event.currentTarget.value)} />
        </label>
      )}
      {!filter.value && <p class="sub">Nothing is filtered out. What you set here goes with you to every view, stands in the address, and can be sent to a colleague.</p>}
    </form>
  );
}

function Options(props: { value: string; put: (event: Event) => void; options: [string, string][] }) {
  const there = !props.value || props.options.some(([code]) => code === props.value);
  return (
    <select value={props.value} onChange={props.put}>
      <option value="">any</option>
      {!there && <option value={props.value}>{props.value}</option>}
      {props.options.map(([code, name]) => <option key={code} value={code}>{name}</option>)}
    </select>
  );
}

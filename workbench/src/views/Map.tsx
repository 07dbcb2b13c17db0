// The map: what happened where, as exactly as it is known. A province or country is never a pin.
import { useEffect, useRef, useState } from "preact/hooks";
import { useAnswer } from "../answer";
import { drawable, globe } from "../map/globe";
import { MapTable } from "../map/MapTable";
import { called, exactness, landName, lands, placeLink, type Land, type Placed, type Spot } from "../map/placing";
import { AsTable, Facts } from "../parts/Facts";
import { Few } from "../parts/Few";
import { FilterBar } from "../parts/FilterBar";
import { facts, filter, FILTERS, params, set } from "../place";
import { counted } from "../record";
import "./Map.css";

type Chosen = { spots: Spot[] } | { land: string } | null;

export function MapView() {
  const { answer, waiting } = useAnswer<Placed>(`places?${filter.value}`);
  const [chosen, setChosen] = useState<Chosen>(null);
  const [broken, setBroken] = useState<string | null>(() => (drawable() ? null : "This browser cannot draw the map (WebGL 2 is missing or switched off). The table says the same."));
  const table = params.value.get("as") === "table" || broken !== null;
  const levels = answer?.placing.levels;
  useEffect(() => setChosen(null), [filter.value]);
  return (
    <>
      <header class="head">
        <h1>Map</h1>
        <p class="sub" aria-live="polite">
          {answer && levels ? `${counted(levels.point, "event")} at ${counted(answer.placing.spots.length, "place")}; ${levels.area.toLocaleString("en")} known only to a province or region, ${levels.country.toLocaleString("en")} only to the country` : "Reading the record …"}
        </p>
        <AsTable picture="Map" />
      </header>
      <FilterBar parts={FILTERS} />
      <p class="map-note"><Facts /></p>
      {broken && <p class="map-broken" role="status">{broken}</p>}
      {answer && table && <MapTable placed={answer} />}
      {answer && table && <Rest placed={answer} />}
      {!table && (
        <div class="map-and-panel">
          <Picture placed={answer} waiting={waiting} choose={setChosen} broken={setBroken} />
          <aside class="map-panel" aria-label="What is chosen on the map">
            {answer && (chosen === null ? <Unpinned placed={answer} choose={setChosen} /> : <Panel placed={answer} chosen={chosen} close={() => setChosen(null)} />)}
          </aside>
        </div>
      )}
    </>
  );
}

function Picture({ placed, waiting, choose, broken }: { placed: Placed | null; waiting: boolean; choose: (chosen: Chosen) => void; broken: (why: string) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const made = useRef<ReturnType<typeof globe> | null>(null);
  const shown = useRef<Placed | null>(null);
  const fitted = useRef(false);
  const [missing, setMissing] = useState<Land[]>([]);
  useEffect(() => {
    try {
      made.current = globe(box.current!, {
        spots: (numbers) => choose({ spots: numbers.map((number) => shown.current!.placing.spots[number]!).filter(Boolean) }),
        land: (code) => choose({ land: code }),
        box: (edges) => set({ box: edges.map((degrees) => degrees.toFixed(3)).join(",") }),
        broken: (why) => broken(`The map cannot be drawn: ${why}. The table says the same.`),
        missing: setMissing,
      });
    } catch (error) {
      broken(`The map cannot be drawn: ${error instanceof Error ? error.message : error}. The table says the same.`);
    }
    return () => made.current?.remove();
  }, []);
  useEffect(() => {
    if (!placed || !made.current) return;
    shown.current = placed;
    void made.current.draw(placed);
    if (!fitted.current) made.current.fit(placed.placing.spots);
    fitted.current = true;
  }, [placed]);
  return (
    <div class="map-picture">
      <div ref={box} class="map-box" role="region" aria-label="Map of what happened; the table says the same" aria-busy={waiting} />
      <Legend />
      {placed && <Rest placed={placed} missing={missing} />}
      <p class="map-tools">
        <button type="button" onClick={() => set({ box: made.current!.sight().map((degrees) => degrees.toFixed(3)).join(",") })}>Only what is in sight</button>
        {params.value.get("box") && <button type="button" onClick={() => set({ box: null })}>All of it again</button>}
        <button type="button" onClick={() => placed && made.current!.fit(placed.placing.spots)}>Show all places</button>
        <span class="sub">Shift and drag chooses a box.</span>
      </p>
    </div>
  );
}

function Legend() {
  return (
    <ul class="map-legend" aria-label="What the signs mean">
      <li><svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true"><circle cx="7" cy="7" r="4" class="dot" /></svg>a site, exact</li>
      <li><svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true"><circle cx="7" cy="7" r="4.5" class="hollow" /></svg>a town, or near it</li>
      <li><svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true"><circle cx="7" cy="7" r="6" class="dashed" /></svg>how far it may be off (close up)</li>
      <li><svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true"><rect x="1" y="2" width="12" height="10" class="shade" /></svg>known only to it</li>
      <li class="sub">larger: more events</li>
    </ul>
  );
}

/** What cannot be on the map, counted, with the way to it. */
function Rest({ placed, missing = [] }: { placed: Placed; missing?: Land[] }) {
  const { unresolved, none } = placed.placing.levels;
  return (
    <div class="map-rest" aria-label="Not on the map" role="group">
      <b>Not on the map</b>
      {none + unresolved === 0 && <span>nothing that meets this filter</span>}
      {none > 0 && <a href={facts({ placed: "none" })}>{counted(none, "event")} without a place</a>}
      {unresolved > 0 && <a href={facts({ placed: "unresolved" })}>{counted(unresolved, "event")} with a name that was not found</a>}
      {missing.length > 0 && <span>{counted(missing.reduce((sum, land) => sum + land.only, 0), "event")} in {counted(missing.length, "territory").replace("territorys", "territories")} without an outline: in the list beside</span>}
    </div>
  );
}

/** What is known only to a province or country: lists with numbers, since a pin would lie. */
function Unpinned({ placed, choose }: { placed: Placed; choose: (chosen: Chosen) => void }) {
  const [all, setAll] = useState(false);
  const { areas, countries } = placed.placing;
  const most = all ? 500 : 12;
  return (
    <>
      <p class="sub">Click a place or a country.</p>
      <h2>Known only to a province or region</h2>
      <ul class="map-list">
        {areas.slice(0, most).map((area) => (
          <li key={`${called(area)}${area.country}`}><a href={placeLink(area)}><bdi>{called(area)}</bdi></a> <span class="sub">{landName(placed, area.country)}</span> <b>{area.happenings.toLocaleString("en")}</b></li>
        ))}
      </ul>
      <h2>Known only to the country</h2>
      <ul class="map-list">
        {Object.entries(countries).slice(0, most).map(([code, happenings]) => (
          <li key={code}><button type="button" class="plain" onClick={() => choose({ land: code })}>{landName(placed, code)}</button> <b>{happenings.toLocaleString("en")}</b></li>
        ))}
      </ul>
      {!all && (areas.length > most || Object.keys(countries).length > most) && <button type="button" onClick={() => setAll(true)}>Show more</button>}
      {all && areas.length > most && <p class="sub">And {counted(areas.length - most, "more area")}: <a href={facts({ placed: "area" })}>all their events</a></p>}
    </>
  );
}

function Panel({ placed, chosen, close }: { placed: Placed; chosen: NonNullable<Chosen>; close: () => void }) {
  return (
    <>
      <button type="button" class="plain map-close" onClick={close}>← all areas</button>
      {"spots" in chosen ? <Spots placed={placed} spots={chosen.spots} /> : <Country placed={placed} code={chosen.land} />}
    </>
  );
}

function Spots({ placed, spots }: { placed: Placed; spots: Spot[] }) {
  if (spots.length > 1)
    return (
      <>
        <h2>{spots.length} places here</h2>
        <ul class="map-list">
          {spots.slice(0, 30).map((spot, i) => <li key={i}><a href={placeLink(spot)}><bdi>{called(spot)}</bdi></a> <span class="sub">{landName(placed, spot.country)}</span> <b>{spot.happenings}</b></li>)}
        </ul>
        <p class="sub">Zoom in to tell them apart.</p>
      </>
    );
  const spot = spots[0]!;
  const names = Object.entries(spot.names);
  return (
    <>
      <h2><bdi>{called(spot)}</bdi></h2>
      <p class="sub">{landName(placed, spot.country)}; {exactness(spot.radius)}; {spot.lat.toFixed(3)}, {spot.lon.toFixed(3)}</p>
      {names.length > 1 && (
        <>
          <h3>Names of it in reports</h3>
          <ul class="map-list">{names.map(([name, happenings]) => <li key={name}><a href={placeLink(spot, name)}><bdi>{name}</bdi></a> <b>{happenings}</b></li>)}</ul>
        </>
      )}
      <Few address={placeLink(spot)} />
      {spot.country && <p><button type="button" onClick={() => set({ country: spot.country })}>Only {landName(placed, spot.country)}</button></p>}
    </>
  );
}

function Country({ placed, code }: { placed: Placed; code: string }) {
  const land = lands(placed).get(code) ?? { code, name: landName(placed, code), points: 0, areas: 0, only: 0 };
  const areas = placed.placing.areas.filter((area) => area.country === code);
  return (
    <>
      <h2>{land.name}</h2>
      <p><button type="button" onClick={() => set({ country: code })}>Only {land.name}</button></p>
      <p class="sub">{land.points.toLocaleString("en")} at towns and sites (one that is told of two towns counts at both)</p>
      {areas.length > 0 && (
        <>
          <h3>Known only to a province or region</h3>
          <ul class="map-list">{areas.slice(0, 15).map((area) => <li key={called(area)}><a href={placeLink(area)}><bdi>{called(area)}</bdi></a> <b>{area.happenings}</b></li>)}</ul>
          {areas.length > 15 && <p class="sub"><a href={facts({ placed: "area", country: code })}>and {areas.length - 15} more</a></p>}
        </>
      )}
      {land.only > 0 && (
        <>
          <h3>Known only to the country</h3>
          <Few address={facts({ placed: "country", country: code })} />
        </>
      )}
    </>
  );
}

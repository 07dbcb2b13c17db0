// The map as a table: every place with how exactly it is known and how many events there are.
import { useState } from "preact/hooks";
import { facts } from "../place";
import { called, exactness, isSpot, landName, placeLink, type Placed } from "./placing";

const STEP = 200;

export function MapTable({ placed }: { placed: Placed }) {
  const [most, setMost] = useState(STEP);
  const { spots, areas, countries } = placed.placing;
  const rows = [
    ...[...spots, ...areas].map((place) => ({ name: called(place), known: isSpot(place) ? exactness(place.radius) : "only the province, region or sea", country: place.country, n: place.happenings, link: placeLink(place), others: Object.keys(place.names).slice(1) })),
    ...Object.entries(countries).map(([code, n]) => ({ name: landName(placed, code), known: "only the country", country: code, n, link: facts({ placed: "country", country: code }), others: [] })),
  ].sort((a, b) => b.n - a.n);
  return (
    <>
      <div class="scrolls" tabIndex={0}><table class="numbers">
        <caption class="sub">Where events happened, most first; one that is told of two towns counts at both</caption>
        <thead><tr><th scope="col">place</th><th scope="col">country</th><th scope="col">how exactly known</th><th scope="col" class="r">events</th></tr></thead>
        <tbody>
          {rows.slice(0, most).map((row, i) => (
            <tr key={i}>
              <th scope="row"><a href={row.link}><bdi>{row.name}</bdi></a>{row.others.length > 0 && <span class="sub"> also <bdi>{row.others.slice(0, 3).join(", ")}</bdi></span>}</th>
              <td>{landName(placed, row.country)}</td>
              <td>{row.known}</td>
              <td class="r">{row.n.toLocaleString("en")}</td>
            </tr>
          ))}
        </tbody>
      </table></div>
      {rows.length > most && <p><button type="button" onClick={() => setMost(most + STEP)}>Show {Math.min(STEP, rows.length - most)} more of {rows.length.toLocaleString("en")}</button></p>}
      {rows.length === 0 && <p class="empty">No event that meets this filter has a place. Take a part of the filter away.</p>}
    </>
  );
}

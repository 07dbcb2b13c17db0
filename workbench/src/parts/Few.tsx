// The first few events of an address, for a panel beside a picture, with a link to all of them.
import { useAnswer } from "../answer";
import { to } from "../place";
import { counted, interval } from "../record";
import { Type } from "./Signs";

interface Shown {
  total: number;
  rows: { id: string; types: string[]; first: string | null; last: string | null; actors: string[]; targets: string[]; places: string[] }[];
}

/** `address` is that of the list of events, as `facts` makes it. */
export function Few({ address, most = 6 }: { address: string; most?: number }) {
  const { answer } = useAnswer<Shown>(`events${address.slice(address.indexOf("?"))}&order=newest&limit=${most}`);
  if (!answer) return <p class="loading" role="status">…</p>;
  return (
    <>
      <p><a href={address}>{answer.total === 1 ? "The event" : `All ${counted(answer.total, "event")}`} in the list</a></p>
      <ul class="few">
        {answer.rows.map((one) => (
          <li key={one.id}>
            <a href={to("event", one.id)}>{one.types.map((code) => <Type key={code} code={code} />)}</a>{" "}
            <bdi>{one.actors[0] ?? ""}</bdi>{one.targets[0] && <> → <bdi>{one.targets[0]}</bdi></>}
            {one.places.length > 0 && <span class="sub">, <bdi>{one.places[0]}</bdi></span>}
            <br /><span class="sub">{interval(one.first, one.last)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

// The timeline as a table.
import { count, interval, word } from "../record";
import { bars, endOf, FAMILIES, total, type Bin, type Binned } from "./binned";

export function TimeTable({ binned, link }: { binned: Binned; link: (bin: Bin) => string | null }) {
  const by = new Map(bars(binned.bins, null).map((bar) => [`${bar.first} ${bar.of}`, bar.n]));
  return (
    <>
      <div class="scrolls" tabIndex={0}><table class="numbers">
        <caption class="sub">Events by {binned.per}; a {binned.per} without any is left out</caption>
        <thead>
          <tr>
            <th scope="col">{binned.per}</th><th scope="col" class="r">events</th>
            {FAMILIES.map((of) => <th key={of} scope="col" class="r">{word("family", of)}</th>)}
            <th scope="col" class="r">killed</th>
          </tr>
        </thead>
        <tbody>
          {binned.bins.map((bin) => {
            const to = link(bin);
            const days = interval(bin.first, bin.last);
            return (
              <tr key={bin.first}>
                <th scope="row">{to ? <a href={to}>{days}</a> : days}</th>
                <td class="r">{total(bin).toLocaleString("en")}</td>
                {FAMILIES.map((of) => <td key={of} class="r">{by.get(`${bin.first} ${of}`)?.toLocaleString("en") ?? ""}</td>)}
                <td class="r">{bin.killed.happenings ? count({ ...bin.killed, open: false }) : ""}{bin.killed.open ? <span class="sub"> {bin.killed.open} open</span> : null}</td>
              </tr>
            );
          })}
        </tbody>
      </table></div>
      {binned.ceasefires.length > 0 && (
        <div class="scrolls" tabIndex={0}><table class="numbers">
          <caption class="sub">Ceasefires with a day of beginning</caption>
          <thead><tr><th scope="col">ceasefire</th><th scope="col">began</th><th scope="col">ended</th><th scope="col">state</th></tr></thead>
          <tbody>
            {binned.ceasefires.map((one) => (
              <tr key={one.id}>
                <th scope="row"><bdi>{one.name}</bdi></th>
                <td>{interval(one.start_earliest, one.start_latest)}</td>
                <td>{endOf(one)}</td>
                <td>{one.states.map((code) => word("state", code)).join(", ")}</td>
              </tr>
            ))}
          </tbody>
        </table></div>
      )}
    </>
  );
}

// The network as a table: every edge with its direction, number and days.
import { counted, interval } from "../record";
import { edgeId, edgeLink, kindWord, NAMES, weight, type Tied } from "./tied";

export function NetworkTable({ tied }: { tied: Tied }) {
  const nodes = new Map(tied.nodes.map((node) => [node.id, node]));
  return (
    <div class="scrolls" tabIndex={0}><table class="numbers">
      <caption class="sub">The strongest ties, most events first</caption>
      <thead>
        <tr><th scope="col">actor</th><th scope="col">what</th><th scope="col">actor</th><th scope="col" class="r">→</th><th scope="col" class="r">←</th><th scope="col" class="r">both</th><th scope="col" class="r">in all</th><th scope="col">when</th></tr>
      </thead>
      <tbody>
        {tied.edges.map((edge) => {
          const link = edgeLink(edge);
          const [one, two] = [nodes.get(edge.one), nodes.get(edge.two)];
          return (
            <tr key={edgeId(edge)}>
              <th scope="row"><bdi>{one?.name}</bdi> <span class="sub">{kindWord(one?.kind ?? "")}</span></th>
              <td>{NAMES[edge.bond][0]}</td>
              <td><bdi>{two?.name}</bdi> <span class="sub">{kindWord(two?.kind ?? "")}</span></td>
              <td class="r">{edge.there || ""}</td>
              <td class="r">{edge.back || ""}</td>
              <td class="r">{edge.alike || ""}</td>
              <td class="r">{link ? <a href={link}>{edge.happenings}</a> : weight(edge)}{edge.reports > 0 && <span class="sub"> {counted(edge.reports, "report")}</span>}</td>
              <td>{interval(edge.first, edge.last)}</td>
            </tr>
          );
        })}
      </tbody>
    </table></div>
  );
}

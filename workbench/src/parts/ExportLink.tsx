// The list that is shown, all of it, as a file for a spreadsheet; an empty one says why there is none.
import { filter } from "../place";
import { counted } from "../record";

export function ExportLink({ list, total }: { list: string; total: number | null }) {
  if (!total) return <span class="sub export">nothing to export{total === 0 && filter.value ? ": the filter leaves no row" : ""}</span>;
  return <a class="button export" href={`/api/export/${list}.csv${filter.value ? `?${filter.value}` : ""}`} download>Export {counted(total, "row")} (CSV)</a>;
}

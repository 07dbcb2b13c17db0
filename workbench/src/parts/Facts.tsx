// Which events a picture shows: what is told as a fact, unless the filter asks for something else.
import { params, set } from "../place";
import { word } from "../record";

export function Facts() {
  const status = params.value.get("status");
  return (
    <span class="sub">
      {status ? `Shown: told as ${status.split(",").map((code) => word("status", code)).join(" or ")}.` : "Shown: only what is told as a fact, not plans, denials and fears. "}
      {!status && <button type="button" class="plain" onClick={() => set({ status: "asserted,background,future,hypothetical,negated" })}>Show those too</button>}
    </span>
  );
}

/** A switch between a picture and the table of the same; it stands in the address. */
export function AsTable({ picture }: { picture: string }) {
  const table = params.value.get("as") === "table";
  return (
    <span class="as" role="group" aria-label="Show as">
      <button type="button" aria-pressed={!table} onClick={() => set({ as: null }, { replace: true })}>{picture}</button>
      <button type="button" aria-pressed={table} onClick={() => set({ as: "table" }, { replace: true })}>Table</button>
    </span>
  );
}

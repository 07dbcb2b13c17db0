// The right number of a figure: low, best and high at once, since none of them may lie beyond another.
import { useState } from "preact/hooks";
import { corrections, type Ends } from "../../numbers";
import { busy, put } from "./doing";
import type { Given } from "./story";

/** `done` is called when the corrections stand, or when they are left. */
export function CorrectNumber({ one, reason, done }: { one: Given; reason: string; done: () => void }) {
  const { low, best, high } = one.figure;
  const was: Ends = { low, best, high };
  const following = (["low", "high"] as const).filter((end) => best !== null && was[end] === best); // "71 dead" is 71, 71, 71
  const [now, setNow] = useState(was);
  const change = (name: keyof Ends) => (event: Event) => {
    const { valueAsNumber } = event.currentTarget as HTMLInputElement;
    const value = Number.isNaN(valueAsNumber) ? null : valueAsNumber;
    setNow({ ...now, [name]: value, ...(name === "best" && Object.fromEntries(following.map((end) => [end, value]))) });
  };
  const steps = corrections(one.figure.id, was, now, reason);
  const send = async () => (await put(steps)) && done();
  return (
    <fieldset class="number" onKeyDown={(event) => event.key === "Enter" && event.target instanceof HTMLInputElement && steps.length > 0 && void send()}>
      <legend>the right number{following.length > 0 && <span class="sub"> ({following.join(" and ")} follow{following.length === 1 && "s"} best)</span>}</legend>
      {(["best", "low", "high"] as const).map((name, n) => (
        <label key={name}>{name}<input type="number" min="0" step="1" value={now[name] ?? ""} ref={n ? undefined : focused} onInput={change(name)} /></label>
      ))}
      <button type="button" class="strong" disabled={busy.value !== null || !steps.length} onClick={send}>Put it down</button>
      <button type="button" onClick={done}>Leave it</button>
    </fieldset>
  );
}

function focused(input: HTMLInputElement | null): void {
  input?.select();
}

// People: who decided how much, and how far coders agree on a sample that they coded apart from each other.
import { useState } from "preact/hooks";
import { useAnswer } from "../answer";
import { coder, nameCoder, post } from "../api";
import { trouble } from "../parts/Notes";
import { path, to } from "../place";
import { Agreed } from "./people/Agreed";
import { Blind } from "./people/Blind";
import { Draw } from "./people/Draw";
import { Acts, Coded, Drawn, SampleList } from "./people/Samples";
import { Settle } from "./people/Settle";
import type { ListedSample, Samples } from "./people/words";
import { Who } from "./people/Who";
import "./People.css";

export function People() {
  const [, number, way] = path.value;
  if (!coder.value) return <Ask />;
  if (number === undefined) return <Overview />;
  return way === "code" ? <Blind number={number} /> : <One number={number} />;
}

/** Nothing is put down without a name. */
function Ask() {
  const [name, setName] = useState("");
  return (
    <>
      <header class="head"><h1>Who are you?</h1></header>
      <p>Every decision and every coding carries the name of who made it. It is kept by this browser, stands at the top of the page, and can be changed there.</p>
      <form class="coding-acts" onSubmit={(event) => { event.preventDefault(); if (name.trim()) nameCoder(name); }}>
        <label>your name <input value={name} autocomplete="name" required onInput={(event) => setName(event.currentTarget.value)} /></label>
        <button type="submit" class="strong">Go on</button>
      </form>
    </>
  );
}

function Overview() {
  const { answer: all } = useAnswer<Samples>("samples");
  const [names, setNames] = useState<string[]>([]);
  return (
    <>
      <header class="head"><h1>People</h1><p class="sub">who decided what, and how far coders agree</p></header>
      <section aria-labelledby="decisions"><h2 id="decisions">Decisions</h2><Who onNames={setNames} /></section>
      <section aria-labelledby="samples">
        <h2 id="samples">Samples for a blind second coding</h2>
        {all === null ? <p class="loading" role="status">Reading the record …</p> : <SampleList all={all.samples} />}
        {all !== null && <details class="new" open={!all.samples.length}><summary>Draw a sample</summary><Draw names={names} usual={all.usual} /></details>}
      </section>
    </>
  );
}

function One({ number }: { number: string }) {
  const { answer: all } = useAnswer<Samples>("samples");
  if (all === null) return <p class="loading" role="status">Reading the record …</p>;
  const one = all.samples.find(({ sample }) => String(sample.number) === number);
  if (!one) return <p class="empty">There is no sample {number}. <a href={to("people")}>To the list.</a></p>;
  return (
    <>
      <header class="head"><h1>Sample {number}</h1><p class="order"><a href={to("people")}>to the list</a></p></header>
      <Drawn one={one} />
      <Coded one={one} />
      <Acts one={one} />
      <section aria-labelledby="agreement"><h2 id="agreement">Agreement</h2><Agreed number={number} /></section>
      <section aria-labelledby="differences">
        <h2 id="differences">Differences</h2>
        {one.sample.ended_at ? <Settle number={number} /> : <End one={one} />}
      </section>
    </>
  );
}

/** Nobody sees what another said before the coding has ended. */
function End({ one }: { one: ListedSample }) {
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const { sample, progress } = one;
  const left = progress.filter((of) => of.done < sample.size).map((of) => `${of.coder} has ${sample.size - of.done} of ${sample.size} before them`);
  const end = () => {
    setBusy(true);
    post(`samples/${sample.number}/end`, {}).catch(trouble).finally(() => setBusy(false));
  };
  if (!progress.length) return <p class="empty">What coders differ on is shown here when the sample has been coded and its coding has ended.</p>;
  return (
    <>
      <p>Who said what is shown to nobody before the coding has ended. After that nobody codes this sample any more.</p>
      {sure ? (
        <p class="coding-acts">
          <b>{left.length ? `${left.join("; ")}.` : "All are through."}</b>
          <button type="button" class="strong" disabled={busy} onClick={end}>End the coding</button>
          <button type="button" onClick={() => setSure(false)}>Not yet</button>
        </p>
      ) : <p class="coding-acts"><button type="button" onClick={() => setSure(true)}>End the coding …</button></p>}
    </>
  );
}

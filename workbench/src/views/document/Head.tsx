// What is known of the report itself, and the way to the documents before and after it.
import { day, counted, word } from "../../record";
import { decide } from "../../decide";
import { trouble } from "../../parts/Notes";
import { to } from "../../place";
import type { Neighbours } from "./Document";
import type { Report } from "./report";

type Decided = (number: number, said: string) => void;

export function Head({ report, near, decided }: { report: Report; near: Neighbours | null; decided: Decided }) {
  const titled = report.blocks.some((block) => block.role === "title");
  return (
    <header class="about">
      <nav class="turn" aria-label="Documents before and after">
        <a href={to("documents")}>all documents</a>
        {near?.at && <span class="sub">{near.at.toLocaleString("en")} of {near.total.toLocaleString("en")}</span>}
        {near?.previous && <a rel="prev" href={to("document", near.previous)}>previous <kbd>k</kbd></a>}
        {near?.next && <a rel="next" href={to("document", near.next)}>next <kbd>j</kbd></a>}
      </nav>
      <h1 class={titled ? "unseen" : ""} dir="auto">{report.title ?? report.path}</h1>
      <p class="sub">
        <b><bdi>{report.outlet ?? "outlet not known"}</bdi></b>, {report.published ? day(report.published) : "undated"}
        {report.published && <> ({word("published_basis", report.published_basis)})</>}
        {!report.relevant && <>. <b>Not about armed conflict</b>, as the software reads it</>}
      </p>
      <Printings report={report} decided={decided} />
      {[...report.failures, ...report.diagnostics.filter(([level]) => level === "warning").map(([, , message]) => message)].map((message) => <p key={message} class="warning">⚠ <bdi>{message}</bdi></p>)}
      {report.questions.length > 0 && <p class="warning">? {counted(report.questions.length, "open question")} on what was read here: <bdi>{report.questions[0]![1]}</bdi></p>}
      <details>
        <summary>about this document</summary>
        <dl>
          <div><dt>id</dt><dd><code>{report.id}</code></dd></div>
          <div><dt>file</dt><dd><bdi>{report.path}</bdi></dd></div>
          {report.url && <div><dt>address</dt><dd><bdi>{report.url}</bdi></dd></div>}
          <div><dt>language</dt><dd>{report.language}</dd></div>
          <div><dt>length</dt><dd>{counted(report.chars, "character")}, {counted(report.sentences.length, "sentence")}</dd></div>
          <div><dt>armed conflict</dt><dd>{report.relevant ? "yes, as the software reads it" : "no, as the software reads it"}</dd></div>
          {report.diagnostics.filter(([level]) => level !== "warning").map(([, code, message]) => <div key={code + message}><dt>{code}</dt><dd><bdi>{message}</bdi></dd></div>)}
          {report.readings.map((one) => <div key={one.at}><dt>{one.shown ? "read, as shown" : "also read"}</dt><dd>{day(one.at)} by {one.by}, version {one.software}</dd></div>)}
        </dl>
      </details>
    </header>
  );
}

/** The other printings of this report; a person may say that one of them is another report. */
function Printings({ report, decided }: { report: Report; decided: Decided }) {
  const said = "not the same report";
  const part = (other: string) => {
    decide({ kind: "not same", id: report.id, other }).then((number) => number !== null && decided(number, said), trouble);
  };
  return (
    <>
      {report.printings.map((one) => (
        <p key={one.id} class="printing">
          {one.first ? "Reprint of " : "Also printed as "}
          <a href={to("document", one.id)}><bdi>{one.title}</bdi></a>, <bdi>{one.outlet ?? "outlet not known"}</bdi>, {one.published ? day(one.published) : "undated"}
          {one.why && <span class="sub"> ({one.why})</span>} <button type="button" class="plain" onClick={() => part(one.id)}>{said}</button>
        </p>
      ))}
    </>
  );
}

// Who says what of the happening, and the words that the sources have for people and deeds.
import { Cell } from "../../parts/Panel";
import { day } from "../../record";
import { once, outlet, type Report, type Story } from "./story";
import { saysWord } from "./Tellings";

export function Accounts({ story }: { story: Story }) {
  const voices = once(story.accounts.map((one) => one.voice));
  return (
    <section aria-labelledby="accounts">
      <h2 id="accounts">Who says what</h2>
      <dl class="accounts">
        {voices.map((voice) => (
          <div key={voice}>
            <dt><bdi>{voice}</bdi></dt>
            {story.accounts.filter((one) => one.voice === voice).map((one, n) => (
              <dd key={n}>
                <Cell row={one.row_id} field={one.row_id.startsWith("CLM") ? "content" : "trigger"}>{one.blamed ? `links it to ${one.blamed}` : saysWord(one.says)}</Cell>
                {": "}<q class="passage"><bdi>{one.words}</bdi></q> <Cited report={one.report} />{one.page !== null && <span class="sub"> page {one.page}</span>}
              </dd>
            ))}
          </div>
        ))}
      </dl>
      {story.wordings.length > 0 && (
        <>
          <h3>Words of the sources, none of the record’s</h3>
          <ul class="wordings">
            {story.wordings.map(({ row, report }) => (
              <li key={row.id}>
                <Cell row={row.id} field="text">“{row.text}”</Cell>
                <span class="sub"> {row.kind.replaceAll("_", " ")}, {row.speaker_text ? <>used by <bdi>{row.speaker_text}</bdi></> : "in the report’s own voice"} </span>
                <Cited report={report} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

export function Cited({ report }: { report: Report }) {
  return <span class="sub">(<bdi>{outlet(report)}</bdi>, {report.published ? day(report.published) : "undated"})</span>;
}

// Words of a report. They come from outside: they are text and nothing else, and a right-to-left mark in them ends with them.

/** A passage with one stretch of it marked. */
export function Marked({ text, mark }: { text: string; mark: string }) {
  const at = mark ? text.indexOf(mark) : -1;
  if (at < 0) return <q class="passage"><bdi>{text}</bdi></q>;
  return (
    <q class="passage">
      <bdi>{text.slice(0, at)}<mark>{mark}</mark>{text.slice(at + mark.length)}</bdi>
    </q>
  );
}

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

/** A passage with the stretch from `start` to `end` marked; both count characters, as the record does, not UTF-16 units. */
export function MarkedAt({ text, start, end }: { text: string; start: number; end: number }) {
  const signs = [...text];
  const part = (from: number, until?: number) => signs.slice(from, until).join("");
  return (
    <q class="passage">
      <bdi>{part(0, start)}<mark>{part(start, end)}</mark>{part(end)}</bdi>
    </q>
  );
}

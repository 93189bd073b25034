import { useEffect, useRef } from "preact/hooks";
import type { Reading } from "./languages";

/** Twenty seconds to say that one needs more. The seconds are told to a screen reader at twenty and at ten only. */
export function Still({ seconds, reading, more, finished }: { seconds: number; reading: Reading; more: () => void; finished: () => void }) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    box.current?.showModal();
  }, []);
  return (
    <dialog
      ref={box}
      class="still"
      role="alertdialog"
      aria-labelledby="still"
      aria-describedby="still-more"
      lang={reading.language}
      dir={reading.dir}
      onCancel={(event) => {
        event.preventDefault();
        more();
      }}
    >
      <div>
        <h1 id="still">{reading.word("still")}</h1>
        <p class="count num" id="still-more" aria-hidden="true">
          {reading.word("still_more", { n: seconds })}
        </p>
        <p class="vh" role="status">
          {reading.word("still_more", { n: seconds > 10 ? 20 : 10 })}
        </p>
      </div>
      <div class="big">
        <button type="button" class="key full" onClick={more}>
          {reading.word("more_time")}
        </button>
        <button type="button" class="key line" onClick={finished}>
          {reading.word("finished")}
        </button>
      </div>
    </dialog>
  );
}

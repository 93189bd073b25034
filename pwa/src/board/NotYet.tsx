import { Button, Empty, Main } from "../ui";

/** While the board, or the weeks, are being read. `of`: whose styles it has beside the board's. */
export function Waiting(props: { title: string; words: string; of?: string }) {
  return (
    <Main class={`board ${props.of ?? ""} waiting`}>
      <h1>{props.title}</h1>
      <p role="status" class="muted">
        {props.words}
      </p>
      <div class="ghost" aria-hidden="true">
        {Array.from({ length: 8 }, (_, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: eight grey rows that are all alike
          <span key={n} />
        ))}
      </div>
    </Main>
  );
}

/** They could not be read: why, and once more. */
export function NotRead(props: { title: string; failed: string; reading: { offline: boolean; words: string }; of?: string; onAgain: () => void }) {
  return (
    <Main class={`board ${props.of ?? ""} waiting`}>
      <h1>{props.title}</h1>
      <Empty
        title={props.reading.offline ? "It opens with coverage" : props.failed}
        acts={
          <Button look="second" onClick={props.onAgain}>
            Try again
          </Button>
        }
      >
        <p>{props.reading.words}</p>
      </Empty>
    </Main>
  );
}

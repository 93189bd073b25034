import { Main, useTitle } from "../ui";

export function Today(_props: { day: string | null }) {
  useTitle("Today");
  return (
    <Main>
      <h1>Today</h1>
    </Main>
  );
}

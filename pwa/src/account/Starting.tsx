import { Mark } from "../ui/Mark";

/** The moment before the store knows where one stands: the rail's place is there, so nothing jumps after. */
export function Starting() {
  return (
    <main class="starting" aria-busy="true">
      <Mark />
      <h1 class="vh">Alongside is opening</h1>
    </main>
  );
}

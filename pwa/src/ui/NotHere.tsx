import { useTitle } from "./use-title";

/** No screen lives here, or none for this person. */
export function NotHere() {
  useTitle("No such page");
  return (
    <main class="main" id="main" tabIndex={-1}>
      <h1>There is no such page</h1>
      <p>
        <a href="/today">Go to Today</a>
      </p>
    </main>
  );
}

import "./ui/styles/index.scss";
import { effect } from "@preact/signals";
import { render } from "preact";
import { App } from "./App";
import { go, startRouting } from "./routes";
import { browserPorts, createStore, DiskFull } from "./store";

const store = createStore(browserPorts());
// That there was no room is said by the status line, for whatever was tapped or typed: no screen needs to say it again.
addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof DiskFull) event.preventDefault();
});
// Closed or loaded anew by hand, while words are on no disk: the browser asks.
addEventListener("beforeunload", (event) => {
  if (store.unkept().length > 0) event.preventDefault();
});
startRouting();
// Who comes back with the PIN after a patient had the tablet is where they were.
effect(() => {
  if (store.cameBack.value && store.session.value.phase === "open") go(store.cameBack.value, { replace: true });
});
void store.start();
render(<App store={store} />, document.getElementById("app")!);

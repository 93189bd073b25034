/** All screens without a server: `npx vite --config preview/vite.config.ts`, then /today#offline and the other states of scenarios.ts. */
import "../src/ui/styles/index.scss";
import { render } from "preact";
import { App } from "../src/App";
import { startRouting } from "../src/routes";
import { scenarioOf } from "./scenarios";
import { previewStore } from "./store";

const scenario = scenarioOf(location.hash);
history.replaceState(null, "", location.pathname);
startRouting();
render(<App store={previewStore(scenario)} />, document.getElementById("app")!);

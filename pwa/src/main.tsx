import "./ui/styles/index.scss";
import { render } from "preact";
import { App } from "./App";
import { startRouting } from "./routes";
import { browserPorts, createStore } from "./store";

const store = createStore(browserPorts());
startRouting();
void store.start();
render(<App store={store} />, document.getElementById("app")!);

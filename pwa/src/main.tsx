import "./ui/styles/index.scss";
import { render } from "preact";
import { App } from "./App";
import { startRouting } from "./routes";
import { store } from "./store";

startRouting();
void store.start();
render(<App store={store} />, document.getElementById("app")!);

/**
 * How a screen gets at the store: `const store = useStore()`. The edge (`main.tsx`, or the preview with a store in memory) hands it
 * in with `<StoreContext.Provider value={store}>`, so no screen imports the real one and importing a screen does nothing.
 */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Store } from "./contract";

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error("No store was handed in: wrap the app in <StoreContext.Provider>.");
  return store;
}

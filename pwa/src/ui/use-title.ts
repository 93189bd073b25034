import { useEffect } from "preact/hooks";

/** The window's title. Never a name or anything clinical: the browser keeps titles in its history, unsealed. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} – Alongside`;
  }, [title]);
}

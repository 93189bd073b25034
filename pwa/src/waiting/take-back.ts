/**
 * What was copied lies on the tablet's clipboard, which neither a lock nor a hand-over empties: it is taken back when its words leave the screen.
 * A browser lets a page write there only while it is in front: where it is not, this is tried once more when the page is looked at again.
 */
export function takeBack(clipboard: Pick<Clipboard, "writeText">, page: Pick<Window, "addEventListener">): Promise<void> {
  const empty = () => clipboard.writeText("");
  return empty().catch(() => page.addEventListener("focus", () => void empty().catch(() => undefined), { once: true }));
}

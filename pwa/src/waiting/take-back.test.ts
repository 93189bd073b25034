import { expect, test } from "vitest";
import { takeBack } from "./take-back";

/** A tablet's clipboard as browsers keep it: only a page in front may write. */
function tablet() {
  const page = new EventTarget();
  const here = { holds: "The wound is larger.", inFront: true, tries: 0 };
  const clipboard = {
    writeText(words: string) {
      here.tries += 1;
      if (!here.inFront) return Promise.reject(new DOMException("Document is not focused.", "NotAllowedError"));
      here.holds = words;
      return Promise.resolve();
    },
  };
  return { here, clipboard, page: page as unknown as Window };
}

test("what was copied is taken off the clipboard", async () => {
  const { here, clipboard, page } = tablet();
  await takeBack(clipboard, page);
  expect(here.holds).toBe("");
});

test("where the page was not in front it is taken back when it is looked at again, once", async () => {
  const { here, clipboard, page } = tablet();
  here.inFront = false;
  await takeBack(clipboard, page);
  expect(here.holds).toBe("The wound is larger.");
  here.inFront = true;
  page.dispatchEvent(new Event("focus"));
  expect(here.holds).toBe("");
  page.dispatchEvent(new Event("focus"));
  expect(here.tries).toBe(2);
});

import { renderToString } from "preact-render-to-string";
import { expect, test } from "vitest";
import { ahead, Later } from "./Later";

const part = async () => ({ default: () => <p>the part</p> });

test("a part that was fetched ahead stands with the first frame, one that was not leaves the place to what waits", async () => {
  const load = () => part();
  const shown = () => renderToString(<Later load={load} props={{}} waiting={<p>a moment</p>} />);
  expect(shown()).toBe("<p>a moment</p>");
  ahead(load);
  await part();
  await Promise.resolve();
  expect(shown()).toBe("<p>the part</p>");
});

test("a part that cannot be had ahead is asked for again when it is wanted", async () => {
  let asked = 0;
  const load = () => {
    asked++;
    return asked === 1 ? Promise.reject(new Error("no coverage")) : part();
  };
  ahead(load);
  await Promise.resolve();
  expect(renderToString(<Later load={load} props={{}} waiting={<p>a moment</p>} />)).toBe("<p>a moment</p>");
  ahead(load);
  await part();
  await Promise.resolve();
  expect(renderToString(<Later load={load} props={{}} />)).toBe("<p>the part</p>");
});

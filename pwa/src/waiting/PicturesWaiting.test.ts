import { expect, test } from "vitest";
import { title, whatIsNext } from "./PicturesWaiting";

const one = { refused: null, sending: null, bytes: 1_000 };

test.each([
  [one, false, "Goes by itself, after the words"],
  [{ ...one, sending: 0 }, false, "0% sent"],
  [{ ...one, sending: 640 }, false, "64% sent"],
  [one, true, "Not in the record yet: say there what it is of, then it goes"],
  [one, null, "Goes by itself, after the words"],
  [{ ...one, refused: "This is not a picture that can be shown." }, false, "Not taken: This is not a picture that can be shown."],
])("a picture that waits says what is next: %o, in no record: %s", (picture, isLoose, words) => {
  expect(whatIsNext(picture, isLoose)).toBe(words);
});

const refused = { refused: "This is not a picture that can be shown." };
test.each([
  [[one], "1 picture waits to be sent"],
  [[one, one], "2 pictures wait to be sent"],
  [[one, one, refused], "2 pictures wait to be sent, 1 was not taken"],
  [[refused], "1 picture was not taken"],
  [[refused, refused], "2 pictures were not taken"],
])("%o are said as %s", (all, words) => expect(title(all)).toBe(words));

/**
 * The first screen stands in the page; all it waits for are its styles. What makes it work comes right after it is painted, so that on a slow network the two
 * do not share the line. A page that is not looked at is never painted: then it comes all the same.
 */
let isBegun = false;
function begin(): void {
  if (isBegun) return;
  isBegun = true;
  void import("./main");
}
requestAnimationFrame(() => setTimeout(begin));
setTimeout(begin, 1500);

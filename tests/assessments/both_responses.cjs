// What the tablet's engine makes of responses: in {engine, definition, responses}; out, for each, {fields, rows, again}, as test_both_responses.py does.
const fs = require("node:fs");
const { engine, definition, responses } = JSON.parse(fs.readFileSync(0, "utf8"));
const { fill, fromResponse, readForm, toResponse } = require(engine);
const form = readForm(definition);
let made = 0;
process.stdout.write(
  JSON.stringify(
    responses.map((response) => {
      const { fields, rows, kept, status, rest } = fromResponse(form, response, () => `row-${++made}`);
      const filling = fill(form, { fields, rows }, { expressions: null, now: "2026-11-24T09:30:00Z" });
      return { fields, rows, again: JSON.stringify(toResponse(filling, { status, rest, kept, enabledOnly: false }, fields)) };
    }),
  ),
);

// Works out every expression of forms with fhirpath.js, as tests/assessments/test_both_engines.py does with fhirpathpy.
// In: {definitions: [...], responses: [[number of the definition, response], ...]}; out: for each response {"linkId|use|name": results}.
const path = require("node:path");
const fs = require("node:fs");
const home = path.join(__dirname, "..", "..", "pwa", "node_modules", "fhirpath");
const fhirpath = require(home);
const r4 = require(path.join(home, "fhir-context", "r4"));
const { definitions, responses } = JSON.parse(fs.readFileSync(0, "utf8"));

const compiled = new Map();
const evaluate = (response, text, scope) => {
  let run = compiled.get(text);
  if (!run) compiled.set(text, (run = fhirpath.compile(text, r4, { preciseMath: true })));
  try {
    return run(response, { resource: response, ...scope });
  } catch (error) {
    return `did not work out: ${error.message ?? error}`;
  }
};
const uses = [
  ["calculated", "sdc-questionnaire-calculatedExpression"],
  ["enabled", "sdc-questionnaire-enableWhenExpression"],
];
const walk = (items, response, scope, into) => {
  for (const item of items ?? []) {
    const own = { ...scope };
    let findings = 0;
    for (const extension of item.extension ?? []) {
      const value = extension.valueExpression;
      if (extension.url.endsWith("/variable")) {
        own[value.name] = evaluate(response, value.expression, own);
        into[`${item.linkId}|variable|${value.name}`] = own[value.name];
      }
    }
    for (const extension of item.extension ?? []) {
      for (const [use, url] of uses)
        if (extension.url.endsWith(url)) into[`${item.linkId}|${use}|`] = evaluate(response, extension.valueExpression.expression, own);
      const when = (extension.extension ?? []).find((each) => each.url === "when");
      if (when) into[`${item.linkId}|finding|${findings++}`] = evaluate(response, when.valueExpression.expression, own);
    }
    walk(item.item, response, own, into);
  }
};
process.stdout.write(
  JSON.stringify(
    responses.map(([number, response]) => {
      const into = {};
      walk(definitions[number].item, response, {}, into);
      return into;
    }),
  ),
);

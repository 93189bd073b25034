// What the tablet's engine shows of forms: in {engine, forms: [{definition, answers: [{fields, rows}, ...]}, ...]}; out, for each of the answers,
// {known: linkIds that it draws by themselves, enabled: those of them that are asked, values: linkId → what a calculation outside rows gives}, as test_both_fillings.py does.
const fs = require("node:fs");
const { engine, forms } = JSON.parse(fs.readFileSync(0, "utf8"));
const { fill, loadExpressions, readForm } = require(engine);

const valueOf = (answer) => Object.entries(answer).find(([name]) => name.startsWith("value"))[1];

loadExpressions().then((expressions) => {
  const shown = forms.flatMap(({ definition, answers }) => {
    const form = readForm(definition);
    return answers.map((given) => {
      const nodes = fill(form, given, { expressions, now: "2026-11-24T09:30:00Z" }).tree.all.filter((node) => node.kind !== "list");
      const calculated = nodes.filter((node) => node.item.calculated && !node.row);
      return {
        known: [...new Set(nodes.map((node) => node.item.linkId))],
        enabled: [...new Set(nodes.filter((node) => node.enabled).map((node) => node.item.linkId))].sort(),
        values: Object.fromEntries(calculated.map((node) => [node.item.linkId, node.answers.length === 1 ? valueOf(node.answers[0]) : null])),
      };
    });
  });
  process.stdout.write(JSON.stringify(shown));
});

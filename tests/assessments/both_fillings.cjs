// What the tablet's engine shows of forms: in {engine, forms: [{definition, answers: [{fields, rows}, ...]}, ...]}; out, for each of the answers,
// {known: linkIds that it draws by themselves, enabled: those of them that are asked, values: linkId → what a calculation outside rows gives, gaps: [linkId, row, words]
// of what bars a signature, refused: linkIds of answers that do not fit, shown: what a signature keeps of each section}, as test_both_fillings.py does.
const fs = require("node:fs");
const { engine, scores, forms } = JSON.parse(fs.readFileSync(0, "utf8"));
const { allFaults, faultsOf, fill, loadExpressions, readForm } = require(engine);
const { shownOf } = require(scores);

const valueOf = (answer) => Object.entries(answer).find(([name]) => name.startsWith("value"))[1];

// What does not fit its own question is told by `refused`: the server refuses it at once, so none is in the record.
const bars = (node, fault) => node && fault.kind !== "note" && !faultsOf(node.item, node.stored).some(({ words }) => words === fault.words);

loadExpressions().then((expressions) => {
  const shown = forms.flatMap(({ definition, answers }) => {
    const form = readForm(definition);
    return answers.map((given) => {
      const filling = fill(form, given, { expressions, now: "2026-11-24T09:30:00Z" });
      const nodes = filling.tree.all.filter((node) => node.kind !== "list");
      const calculated = nodes.filter((node) => node.item.calculated && !node.row);
      return {
        known: [...new Set(nodes.map((node) => node.item.linkId))],
        enabled: [...new Set(nodes.filter((node) => node.enabled).map((node) => node.item.linkId))].sort(),
        values: Object.fromEntries(calculated.map((node) => [node.item.linkId, node.answers.length === 1 ? valueOf(node.answers[0]) : null])),
        gaps: allFaults(filling).flatMap(({ node, fault }) => (bars(node, fault) ? [[node.item.linkId, node.row, fault.words]] : [])),
        refused: nodes.flatMap((node) => (!node.row && faultsOf(node.item, node.stored).length ? [node.item.linkId] : [])),
        sections: form.sections.map(({ linkId }) => linkId),
        shown: form.sections.map((section) => shownOf(filling, section)),
      };
    });
  });
  process.stdout.write(JSON.stringify(shown));
});

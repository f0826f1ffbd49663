// Turns left and right into start and end, so that a page in a language that is written from right to left is its own
// mirror. Where old telephones know no logical property (inset and float), a rule of its own follows for those pages.
import { readFileSync, writeFileSync } from "node:fs";
import postcss from "postcss";

const LOGICAL = { left: "inline-start", right: "inline-end" };
const OTHER = { left: "right", right: "left" };
const SIDED = /^(margin|padding|border)-(left|right)(?=-|$)/;

function logical(declaration) {
  declaration.prop = declaration.prop.replace(SIDED, (_, what, side) => `${what}-${LOGICAL[side]}`);
  if (declaration.prop === "text-align" && declaration.value in LOGICAL) {
    declaration.value = declaration.value === "left" ? "start" : "end";
  }
  const [top, right, bottom, left] = postcss.list.space(declaration.value);
  if (/^(margin|padding)$/.test(declaration.prop) && left !== undefined && left !== right) {
    const sides = { top, "inline-end": right, bottom, "inline-start": left };
    const { prop, important } = declaration;
    const nodes = Object.entries(sides).map(([side, value]) => postcss.decl({ prop: `${prop}-${side}`, value, important }));
    declaration.replaceWith(...nodes);
  }
}

function mirror(rule) {
  const turned = [];
  rule.each(({ type, prop, value, important }) => {
    if (type !== "decl") return;
    if (prop === "float" && value in OTHER) turned.push({ prop, value: OTHER[value], important });
    if (prop in OTHER) turned.push({ prop: OTHER[prop], value, important });
  });
  const [one, other] = turned.filter(({ prop }) => prop in OTHER);
  if (one && other && one.value === other.value) return;
  if (one && !other) turned.push({ prop: OTHER[one.prop], value: "auto" });
  if (turned.length) {
    const selectors = rule.selectors.map((one) => `[dir="rtl"] ${one}`);
    rule.after(postcss.rule({ selectors, nodes: turned.map((one) => postcss.decl(one)) }));
  }
}

const [from, to] = process.argv.slice(2);
const style = postcss.parse(readFileSync(from, "utf8"));
const rules = [];
style.walkRules((rule) => rules.push(rule));
for (const rule of rules) mirror(rule);
style.walkDecls(logical);
writeFileSync(to, style.toString());

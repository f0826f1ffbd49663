// What axe does not look for, on one page: a list of sentences, each about one thing that is wrong.
({ script }) => {
  const found = [];
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const seen = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== "hidden";
  const brief = (one) => one.outerHTML.slice(0, 120).replace(/\s+/g, " ");

  const headings = all("h1").filter(seen);
  if (headings.length !== 1) found.push(`h1: there are ${headings.length}`);
  if (!document.documentElement.lang) found.push("lang: there is none");

  const summary = document.querySelector(".govuk-error-summary");
  if (document.title.startsWith("Error: ") !== !!summary) found.push(`title: ${document.title}`);
  if (!/ – /.test(document.title)) found.push(`title without the service: ${document.title}`);
  if (summary && script) {
    if (document.activeElement !== summary) found.push("focus: not on the error summary");
    for (const link of all("a[href^='#']", summary)) {
      const field = document.getElementById(link.getAttribute("href").slice(1));
      if (!field) found.push(`summary: ${link.textContent} leads nowhere`);
      else if (!field.matches("input, textarea, select, button, [tabindex], main")) found.push(`summary: ${link.textContent} leads to no field`);
      else if (field.matches("input, textarea") && !field.closest(".govuk-form-group--error")) found.push(`summary: nothing is said beside ${brief(field)}`);
    }
  }

  const skip = document.querySelector(".govuk-skip-link");
  if (!skip || document.querySelector("a[href]") !== skip) found.push("skip link: it is not the first link");
  if (!document.querySelector(`main${skip ? skip.getAttribute("href") : ""}`)) found.push("skip link: leads to no main");

  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) {
    const wide = all("body *").filter((one) => seen(one) && (one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1));
    found.push(`width: ${document.documentElement.scrollWidth} in ${innerWidth}: ${wide.filter((one) => !one.className.toString().includes("hidden")).slice(-2).map(brief).join(" | ")}`);
  }

  // WCAG 2.2, 2.5.8: 24 pixels each way, but for links within a sentence.
  for (const one of all("a[href], button, input:not([type=hidden]), textarea, select, summary").filter(seen)) {
    const box = one.getBoundingClientRect();
    const within = one.closest("p, li, dd, dt, label, bdi, .govuk-inset-text") && getComputedStyle(one).display === "inline";
    if (!within && !one.matches(".govuk-skip-link") && (box.width < 24 || box.height < 24)) found.push(`target: ${Math.round(box.width)} by ${Math.round(box.height)}: ${brief(one)}`);
  }

  for (const one of all("main input:not([type=hidden]), main textarea, main select")) {
    if (!one.labels || !one.labels.length || !one.labels[0].textContent.trim()) found.push(`label: none for ${brief(one)}`);
  }

  // Letters that run out of the box they are in, at any size.
  const letters = document.createRange();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const block = texts.currentNode.parentElement.closest(":not(a, span, strong, bdi, em)");
    if (!texts.currentNode.data.trim() || !seen(block) || texts.currentNode.parentElement.closest(".govuk-visually-hidden, .govuk-skip-link, noscript")) continue;
    letters.selectNodeContents(texts.currentNode);
    const [box, words] = [block.getBoundingClientRect(), letters.getBoundingClientRect()];
    if (words.width && (words.right > box.right + 2 || words.left < box.left - 2)) found.push(`cut off: ${brief(block)}`);
  }
  return [...new Set(found)];
}

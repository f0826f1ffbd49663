// What axe does not look for, on one page: a list of sentences, each about one thing that is wrong.
async ({ script, forced }) => {
  const found = [];
  window.scrollTo(0, 0);
  const first = !document.body.dataset.seen;
  document.body.dataset.seen = "yes";
  for (const one of document.querySelectorAll("details")) one.open = true;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const seen = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== "hidden";
  const brief = (one) => one.outerHTML.slice(0, 120).replace(/\s+/g, " ");

  const headings = all("h1").filter(seen);
  if (headings.length !== 1) found.push(`h1: there are ${headings.length}`);
  if (!document.documentElement.lang) found.push("lang: there is none");

  const summary = document.querySelector(".govuk-error-summary");
  const english = document.documentElement.lang === "en";
  if (english && document.title.startsWith("Error: ") !== !!summary) found.push(`title: ${document.title}`);
  if (!/ – /.test(document.title)) found.push(`title without the service: ${document.title}`);
  if (summary && script) {
    if (first && document.activeElement !== summary) found.push("focus: not on the error summary");
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

  // Whoever goes from field to field sees where they are, nothing lies over it, and they go down the page.
  const here = document.activeElement;
  const shape = (one) => [one, ...(one.labels || [])].flatMap((each) => ["", "::before"].map((part) => {
    const style = getComputedStyle(each, part || null);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, ...(forced ? [] : [style.boxShadow, style.backgroundColor, style.borderTopWidth])].join();
  })).join("|");
  const stops = all("a[href], button, input:not([type=hidden]), textarea, select, summary, [tabindex]").filter((one) => seen(one) && one.tabIndex >= 0 && !one.disabled);
  if (here && here !== document.body) here.blur();
  const before = new Map(stops.map((one) => [one, shape(one)]));
  const way = document.querySelector(".govuk-exit-this-page");
  let last = -Infinity;
  for (const one of stops) {
    if (one.tabIndex > 0) found.push(`focus order: ${brief(one)}`);
    one.focus();
    if (document.activeElement !== one) { found.push(`focus: cannot be on ${brief(one)}`); continue; }
    if (shape(one) === before.get(one)) found.push(`focus: not to be seen on ${brief(one)}`);
    const box = one.getBoundingClientRect();
    const [across, down] = [box.left + box.width / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
    const top = document.elementFromPoint(across, down);
    const own = top && (one.contains(top) || top.contains(one) || [...(one.labels || [])].some((each) => each.contains(top)));
    if (!own && one.getClientRects().length === 1) found.push(`focus: behind ${top ? brief(top) : "the edge"}: ${brief(one)}`);
    if (one.closest("main") && box.bottom + scrollY < last - 1) found.push(`focus order: goes up to ${brief(one)}`);
    if (one.closest("main")) last = box.top + scrollY;
  }
  // Whoever goes back up sees what a field asks as well: its label is not behind the way out, wherever both have room.
  const behind = (one) => {
    const [bar, label, field] = [way, one.labels[0], one].map((each) => each.getBoundingClientRect());
    const covered = label.top + 12 < bar.bottom && label.left < bar.right && label.right > bar.left;
    return covered && field.bottom - label.top < (script ? innerHeight - bar.height - 30 : 200);
  };
  for (const one of way ? stops.filter((each) => each.labels && each.labels.length && (script || each.matches("input"))).reverse() : []) {
    one.focus();
    // The script makes room a moment after the focus has come; where there is none, the style does for most, though
    // Chromium brings an area in by its caret alone.
    if (script && behind(one)) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    if (behind(one)) found.push(`focus: its label is behind the way out: ${brief(one)}`);
  }
  if (document.activeElement) document.activeElement.blur();
  if (here && here !== document.body) here.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  return [...new Set(found)];
}

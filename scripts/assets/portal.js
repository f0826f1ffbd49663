// Only enhancements: every page works without this file.
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { Checkboxes } from "govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { ExitThisPage } from "govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs";
import { Radios } from "govuk-frontend/dist/govuk/components/radios/radios.mjs";
import { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";
import { createAll } from "govuk-frontend/dist/govuk/init.mjs";

// ARIA gives a radio button no expanded state, and what it reveals comes next for everybody.
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState($input) {
    super.syncConditionalRevealWithInputState($input);
    $input.removeAttribute("aria-expanded");
  }
}

// What is in a box that nobody sees, as another answer was selected since, is not sent: the server tells whoever sees it
// that it would be left out. The box keeps it, should its answer be selected again.
const hidden = ".govuk-radios__conditional--hidden [name], .govuk-checkboxes__conditional--hidden [name]";
document.addEventListener("submit", ({ target }) => {
  const unseen = [...target.querySelectorAll(hidden)];
  for (const field of unseen) field.disabled = true;
  setTimeout(() => unseen.forEach((field) => (field.disabled = false)));
});

// Where somebody may be looking over a shoulder. What was typed is kept behind their back, for whoever has a code; the
// answer to it, like /exit itself, takes the browser's keys away. A page that the browser kept in memory shows nothing.
class Leave extends ExitThisPage {
  constructor($root) {
    super($root);
    // Shift is let go of before the letter that it was for, as often as after it: that is no press of Shift alone.
    document.addEventListener("keydown", ({ key, shiftKey }) => {
      if (shiftKey && key !== "Shift") this.lastKeyWasModified = true;
    });
  }

  // WebKit on Linux says of the Shift key itself, as it comes up, that it is held: the second press was not counted.
  handleKeypress(event) {
    super.handleKeypress(event);
    if (event.key === "Shift") this.lastKeyWasModified = false;
  }

  exitPage() {
    keepBeforeLeaving(document.querySelector("form[data-keeps]"));
    document.body.classList.add("govuk-exit-this-page-hide-content");
    const overlay = document.createElement("div");
    overlay.className = "govuk-exit-this-page-overlay";
    overlay.setAttribute("role", "alert");
    document.body.append(overlay);
    overlay.textContent = this.i18n.t("activated");
    window.location.replace(this.$button.href);
  }
}

const changed = (one) => (/^(checkbox|radio)$/.test(one.type) ? one.checked !== one.defaultChecked : one.value !== one.defaultValue);

function keepBeforeLeaving(form) {
  if (form && [...form.elements].some(changed)) {
    // A browser carries 64 KiB for a page that is gone. As a form with files, the longest answer in any script fits;
    // the one page that has files has no words.
    const typed = new FormData(form);
    typed.append("then", "exit");
    const body = form.enctype === "multipart/form-data" ? new URLSearchParams(typed) : typed;
    fetch(form.action, { method: "POST", body, keepalive: true }).catch(() => null);
  }
}

// At home a page that is gone back to is as it was saved, for the browser keeps nothing of it. So the page's own way back
// takes along what was being written: sent as Continue would, it is kept, or comes back with what is to mend.
function keepOnTheWayBack(form, event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || ![...form.elements].some(beganToWrite)) return;
  event.preventDefault();
  const button = document.createElement("button");
  Object.assign(button, { name: "then", value: "back", hidden: true });
  form.append(button);
  button.click();
}

const beganToWrite = (one) => /^(text|textarea|email|tel)$/.test(one.type) && changed(one);

// Back asks for a page of work anew, and Chromium fills in what was in its fields, over an answer that may be newer
// (adr/0058). What was sent from it and taken is saved, and the page stays as it came; else the server hears what it showed
// when that was typed, and shows both where something else is saved by now. Its place in the history knows no answer.
class Place {
  constructor(shown) {
    this.shown = shown;
    this.left = history.state;
    // Whether nothing was typed here that has not been sent. What answers a form may show what was not kept.
    this.done = this.left ? this.left.done : !when;
    this.sent = false;
    if (!this.left && when !== "left") this.note();
    // A page that may stay in the browser's memory does not, where this is noted then: what was typed is noted before.
    window.addEventListener("pagehide", ({ persisted }) => (persisted && when !== "left") || this.note());
    window.addEventListener("pageshow", ({ persisted }) => persisted || this.compare());
    shown.form.addEventListener("input", () => {
      this.done = this.sent = false;
      if (when !== "left") this.note();
    });
    // A sending that was stopped is none once a link is followed.
    if (window.navigation) navigation.addEventListener("navigate", ({ formData }) => (this.sent = Boolean(formData)));
  }

  note() {
    const before = history.state || {};
    const state = { shown: this.shown.value, done: this.done || this.sent };
    if (before.shown === state.shown && before.done === state.done) return;
    asked(state);
    if (window.navigation) navigation.updateCurrentEntry({ state });
  }

  compare() {
    const { form } = this.shown;
    if (!this.left || ![...form.querySelectorAll("input, textarea")].some(changed)) return;
    if (this.left.done && window.navigation && taken(navigation.currentEntry.index + 1)) {
      form.reset();
    } else {
      this.shown.value = this.left.shown;
      this.done = false;
    }
  }
}

// Whether the next place in the history says so: another page, or this one again, with what was to mend, until it was.
function taken(place) {
  const next = navigation.entries()[place];
  if (!next) return false;
  const { done } = next.getState() || {};
  return new URL(next.url).pathname !== location.pathname || (done && taken(place + 1));
}

// A page that answers a form is a form in the browser's history, too: Back to it shows an error of the browser's own, and
// a reload asks whether to send everything again. Every address that forms are sent to can be asked for as well, so the
// page's place becomes that of one that was asked for; once it is left, where a reload is to bring back what was typed.
const { history: when } = document.body.dataset;
const asked = (state) => history.replaceState(state, "", location.href);
const shown = document.querySelector("form:not([autocomplete]) > [name=shown]");
if (shown) new Place(shown);
else if (when === "now") asked(null);
else if (when) window.addEventListener("pagehide", () => asked(null));

const kept = document.querySelector("form[data-keeps]");
const back = document.querySelector(".govuk-back-link");
if (kept && back) back.addEventListener("click", (event) => keepOnTheWayBack(kept, event));

if (document.querySelector(`[data-module="${Leave.moduleName}"]`)) {
  window.addEventListener("pagehide", () => document.body.replaceChildren());
  window.addEventListener("pageshow", ({ persisted }) => persisted && window.location.reload());
  document.addEventListener("focusin", ({ target }) => requestAnimationFrame(() => bringOut(target)));
}

// The way out stays at the top of a telephone. The style leaves room below it for what most fields ask; here it is made
// for any that asks at length, as far as the field itself stays in sight.
function bringOut(field) {
  const label = field.labels && field.labels[0];
  if (!label) return;
  const below = document.querySelector(`[data-module="${Leave.moduleName}"]`).getBoundingClientRect().bottom + 10;
  const covered = below - label.getBoundingClientRect().top;
  const room = window.innerHeight - field.getBoundingClientRect().bottom;
  if (covered > 10 && covered <= room) window.scrollBy(0, -covered);
}

// On a slow line a form with files says how much of it has been sent. What comes back is shown as the browser
// itself would have shown it; where anything goes wrong the form is there, to be sent again.
class Upload {
  constructor($root) {
    this.$root = $root;
    this.$form = $root.closest("form");
    this.$form.addEventListener("submit", (event) => this.send(event));
  }

  send(event) {
    const $files = this.$form.querySelector("input[type=file]");
    if (!$files.files.length) return;
    event.preventDefault();
    // They are on their way: whatever is pressed meanwhile would add them twice.
    if (this.$bar && this.$bar.isConnected) return;
    this.show();
    const body = new FormData(this.$form);
    if (event.submitter && event.submitter.name) body.append(event.submitter.name, event.submitter.value);
    const request = new XMLHttpRequest();
    request.open("POST", this.$form.action);
    request.responseType = "document";
    request.upload.addEventListener("progress", ({ loaded, total }) => this.tell(Math.floor((100 * loaded) / total)));
    request.addEventListener("load", () => this.arrive(request));
    for (const kind of ["error", "abort", "timeout"]) request.addEventListener(kind, () => this.fail());
    request.send(body);
  }

  show() {
    if (this.$progress) this.$progress.remove();
    this.$progress = document.createElement("div");
    this.$progress.className = "portal-upload__progress";
    this.$words = document.createElement("p");
    this.$words.setAttribute("role", "status");
    this.$bar = document.createElement("progress");
    this.$bar.max = 100;
    this.$bar.setAttribute("aria-hidden", "true");
    this.$progress.append(this.$words, this.$bar);
    this.$root.prepend(this.$progress);
    this.told = -1;
    this.tell(0);
  }

  tell(percent) {
    this.$bar.value = percent;
    // Every tenth is said, so that a screen reader is not kept talking.
    const step = percent - (percent % 10);
    if (step === this.told) return;
    this.told = step;
    this.$words.textContent =
      percent >= 100 ? this.$root.dataset.looking : this.$root.dataset.sending.replace("{percent}", step);
  }

  fail() {
    this.$bar.remove();
    this.$words.textContent = this.$root.dataset.failed;
  }

  arrive(request) {
    const page = request.response;
    const here = page && request.responseURL === location.href.split("#")[0];
    if (request.status < 400 && !here) {
      window.location.assign(request.responseURL);
      return;
    }
    if (!page) {
      this.fail();
      return;
    }
    document.title = page.title;
    document.body.replaceChildren(...page.body.childNodes);
    window.scrollTo(0, 0);
    start();
    const added = document.getElementById("added");
    if (request.status < 400 && added) added.focus();
  }
}

// The components start only on a page so marked, and our policy allows no inline script to mark it earlier.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

function start() {
  // ErrorSummary first: it takes the focus.
  for (const Component of [ErrorSummary, PlainRadios, Checkboxes, Button, SkipLink, Leave]) {
    createAll(Component);
  }
  for (const $root of document.querySelectorAll('[data-module="portal-upload"]')) new Upload($root);
  for (const root of document.querySelectorAll("[data-watch]")) new Watch(root);
  for (const root of document.querySelectorAll("[data-limit]")) new Count(root);
  for (const root of document.querySelectorAll("[data-print]")) offerToPrint(root);
  // What a page that comes back says of it is heard first, as its errors are; they go before it.
  const notice = document.querySelector(".govuk-error-summary, .govuk-notification-banner[role=alert]");
  if (notice && !notice.matches(".govuk-error-summary")) {
    notice.tabIndex = -1;
    notice.focus();
  }
}

// How much of an answer is left, once little is: counted as the server counts. Nobody is kept from typing, and a screen
// reader says it in a pause.
const LITTLE = 0.9;
const PAUSE = 1000;

class Count {
  constructor(root) {
    this.root = root;
    this.limit = Number(root.dataset.limit);
    this.field = root.previousElementSibling;
    this.said = document.createElement("p");
    this.said.className = "govuk-visually-hidden";
    this.said.setAttribute("role", "status");
    root.after(this.said);
    root.setAttribute("aria-hidden", "true");
    this.field.addEventListener("input", () => this.look());
    // A browser may fill in what was typed before.
    window.addEventListener("pageshow", () => this.look());
    this.look();
  }

  look() {
    const left = this.limit - written(this.field.value);
    const words = left < 0 ? this.root.dataset.over : this.root.dataset.left;
    const number = Math.abs(left).toLocaleString(document.documentElement.lang);
    const shown = left > this.limit * (1 - LITTLE) ? "" : words.replace("{count}", number);
    this.root.textContent = shown;
    this.root.classList.toggle("govuk-error-message", left < 0);
    clearTimeout(this.pause);
    this.pause = setTimeout(() => (this.said.textContent = shown), PAUSE);
  }
}

// Characters, not the halves that a script counts; and none of what the server leaves out (forms/kinds/asked.py, clean).
function written(text) {
  return [...text.replace(/[\v\f]/g, "\n").replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, "").replace(/\ufeff/g, "-").trim()].length;
}

function offerToPrint(root) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = root.dataset.print;
  button.addEventListener("click", () => window.print());
  root.replaceChildren(button);
  root.hidden = false;
}

// Tabs of one draft tell each other which version they show, and a page warns before its draft's time ends. No answer
// is told to anybody.
const WARNED = 10 * 60 * 1000;
const LOOKS = 5 * 1000;

class Watch {
  constructor(root) {
    this.root = root;
    this.version = Number(root.dataset.version);
    this.lasts = Number(root.dataset.seconds) * 1000;
    this.begin();
    if (this.lasts) {
      root.querySelector("form").addEventListener("submit", (event) => this.stay(event));
      root.addEventListener("focusout", ({ relatedTarget }) => root.contains(relatedTarget) || this.hush("kept"));
      setInterval(() => this.look(), LOOKS);
      document.addEventListener("visibilitychange", () => this.look());
      this.look();
    }
    if ("BroadcastChannel" in window) {
      this.tabs = new BroadcastChannel(`draft-${root.dataset.form}`);
      this.tabs.onmessage = ({ data }) => this.hear(data);
      this.tabs.postMessage({ version: this.version, lasts: this.lasts });
    }
  }

  begin() {
    this.ends = this.lasts ? Date.now() + this.lasts : Infinity;
  }

  hear({ version, lasts }) {
    if (lasts && this.lasts) {
      this.lasts = lasts;
      this.begin();
      this.hush("ending");
    }
    if (version !== this.version && this.version) {
      this.say(version ? "changed" : "gone");
    }
  }

  look() {
    const left = this.ends - Date.now();
    if (left <= 0) {
      this.say("over");
    } else if (left <= Math.min(WARNED, this.lasts / 2)) {
      this.say("ending");
    }
  }

  async stay(event) {
    event.preventDefault();
    const form = event.target;
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => null);
    if (answer && answer.status === 204) {
      this.lasts = Number(answer.headers.get("x-seconds")) * 1000;
      this.begin();
      // Whoever pressed it hears that, and is still where it stands.
      this.show("kept");
      if (this.tabs) {
        this.tabs.postMessage({ version: this.version, lasts: this.lasts });
      }
    } else if (answer && answer.status === 410) {
      this.say("over");
    }
  }

  // What is graver stays: a form that is gone is not about to close.
  say(name) {
    const order = ["", "changed", "ending", "over", "gone"];
    if (order.indexOf(name) <= order.indexOf(this.said || "")) {
      return;
    }
    this.show(name);
  }

  hush(name) {
    if (this.said === name) {
      this.show("");
    }
  }

  show(name) {
    this.said = name;
    for (const one of this.root.querySelectorAll("[data-says]")) {
      one.hidden = !one.dataset.says.split(" ").includes(name);
    }
    this.root.hidden = !name;
  }
}

start();

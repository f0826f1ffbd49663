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

// Where somebody may be looking over a shoulder. What was typed is kept behind their back, for whoever has a code; the
// answer to it, like /exit itself, takes the browser's keys away. A page that the browser kept in memory shows nothing.
class Leave extends ExitThisPage {
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

function keepBeforeLeaving(form) {
  const changed = (one) => (/^(checkbox|radio)$/.test(one.type) ? one.checked !== one.defaultChecked : one.value !== one.defaultValue);
  if (form && [...form.elements].some(changed)) {
    const body = new URLSearchParams(new FormData(form));
    body.append("then", "exit");
    fetch(form.action, { method: "POST", body, keepalive: true }).catch(() => null);
  }
}

if (document.querySelector(`[data-module="${Leave.moduleName}"]`)) {
  window.addEventListener("pagehide", () => document.body.replaceChildren());
  window.addEventListener("pageshow", ({ persisted }) => persisted && window.location.reload());
}

// The components start only on a page so marked, and our policy allows no inline script to mark it earlier.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

// ErrorSummary first: it takes the focus.
for (const Component of [ErrorSummary, PlainRadios, Checkboxes, Button, SkipLink, Leave]) {
  createAll(Component);
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
      this.hush("ending");
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
      one.hidden = one.dataset.says !== name;
    }
    this.root.hidden = !name;
  }
}

for (const root of document.querySelectorAll("[data-watch]")) {
  new Watch(root);
}

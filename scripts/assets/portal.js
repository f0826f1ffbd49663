// Only enhancements: every page works without this file.
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { Checkboxes } from "govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
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

// The components start only on a page so marked, and our policy allows no inline script to mark it earlier.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

// ErrorSummary first: it takes the focus.
for (const Component of [ErrorSummary, PlainRadios, Checkboxes, Button, SkipLink]) {
  createAll(Component);
}

"""A named-URL wizard with its answers in the session, which PostgreSQL keeps."""

import secrets
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from formtools.wizard.views import NamedUrlSessionWizardView

from bench.peer.models import Referral
from bench.peer.questions import PAGES, Check

LETTERS = "BCDFGHJKMNPQRTVWXZ2346789"


def home(request: HttpRequest) -> HttpResponse:
    """Where it begins."""
    return render(request, "peer/home.html")


class Journey(NamedUrlSessionWizardView):
    """Twelve pages, a check, and a row that is committed before the reference is shown."""

    form_list = (*PAGES.items(), ("check", Check))

    def get_template_names(self) -> list[str]:
        """One template for all of them."""
        return ["peer/check.html" if self.steps.current == "check" else "peer/page.html"]

    def get_form_prefix(self, step: str | None = None, form: object = None) -> str:  # noqa: ARG002
        """The fields are called what ours are."""
        return ""

    def get_context_data(self, form: Any, **kwargs: Any) -> dict[str, Any]:
        """The check shows what was said."""
        context = super().get_context_data(form=form, **kwargs)
        if self.steps.current == "check":
            context["answers"] = self._answers()
        return context

    def done(self, form_list: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002
        """Keep it, and show its reference."""
        drawn = "".join(secrets.choice(LETTERS) for _ in range(8))
        reference = f"PE-{drawn[:4]}-{drawn[4:]}"
        said = {name: str(value) for form in form_list for name, value in form.cleaned_data.items()}
        with transaction.atomic():
            Referral.objects.create(reference=reference, answers=said)
        return render(self.request, "peer/sent.html", {"reference": reference, "code": "0000 0000 0000"})

    def _answers(self) -> list[dict[str, object]]:
        pages = []
        for step, form in PAGES.items():
            said = self.storage.get_step_data(step) or {}
            rows = [
                {"label": field.label, "value": ", ".join(said.getlist(name))}
                for name, field in form.base_fields.items()
            ]
            pages.append({"step": step, "heading": form.heading, "rows": rows})
        return pages

"""A template that is made flat says what it said before: macros, translations and what is known of a council."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, select_autoescape

from app.templating.escaping import MARKS
from app.templating.flattening import FlatEnvironment

WELSH = {"Call us": "Ffoniwch <ni>", "Back": "Yn ôl"}
COUNCIL = SimpleNamespace(name="Ana & Ben’s", look=SimpleNamespace(logo=None))
TEMPLATES = {
    "macros.html": """
{% set widths = {"age": "3"} %}
{% macro mark(text, kind="", name="") -%}
<b{% if kind %} class="{{ kind }}"{% elif name %} id="{{ name }}"{% endif %}>{{ text }}</b>
{%- endmacro %}
{% macro both(one, other) %}{{ mark(one, "first") }} {{ mark(other, name=one) }}{% endmacro %}
{% macro listed(things) %}{% for one in things %}{{ loop.index }} {{ mark(one) }}{% endfor %}{% endmacro %}
{% macro kept(text) %}{% set text = text ~ "!" %}{{ text }}{% endmacro %}
{% macro quiet() %}{% set text = "hush" %}{{ text }}{% endmacro %}
{% macro nested(depth, text) %}{{ text }}{% if depth %}{{ nested(depth - 1, text) }}{% endif %}{% endmacro %}
{% macro wide(kind) %}{{ widths.get(kind, "") }}{% endmacro %}
{% macro around() %}<i>{{ caller() }}</i>{% endmacro %}
{% macro later(text) %}{{ last(text) }}{% endmacro %}
{% macro last(text) %}{{ _("Back") }} {{ text }}{% endmacro %}
""",
    "page.html": """
{% from "macros.html" import mark, both as pair, listed, kept, quiet, nested, wide, around, later %}
{% extends "layout.html" %}
{% block content %}
{% set text = given %}
{{ mark(given) }} {{ mark(text=_("Call us"), kind="k") }} {{ mark(text, kind) }} {{ pair(given, text) }}
{% for text in things %}{{ mark(given, text) }}{{ kept(text) }}{{ text }}{% endfor %}
{{ listed(things) }}{{ kept(given) }}{{ text }}{{ kept("ours & only") }}
{{ quiet() }}{{ text }}{{ later(given) }}{{ nested(2, given) }}{{ wide("age") }}
{% call around() %}{{ mark(given) }}{% endcall %}
{{ mark(given) | upper }}{{ {"a": mark(given)}["a"] }}{{ _(given) }}{{ mark("x", *[given]) }}
{% if council.look.logo %}{{ council.look.logo.alt }}{% elif kind %}{{ kind }}{% else %}{{ council.name }}{% endif %}
{% endblock %}
""",
    "layout.html": '<html lang="{{ lang }}">{{ council.name }}{% block content %}{% endblock %}{{ _("Back") }}',
    "letter.txt": '{% from "macros.html" import mark %}{{ mark(given) }} {{ council.name }} {{ _("Call us") }}',
    "shadowed.html": "{% set lang = given %}{{ lang }}{% for council in things %}{{ council }}{% endfor %}",
}
WORDS = st.text("ab<&>'\"{}é\n", max_size=6)


def told(text: str) -> str:
    return WELSH.get(text, text)


def ready(environment: Environment) -> Environment:
    environment.globals |= {"_": told, "lang": "cy", "council": COUNCIL}
    environment.filters["_"] = told
    return environment


class Known(FlatEnvironment):
    known = frozenset({"lang", "council"})


PLAIN, FLAT = (
    ready(
        kind(loader=DictLoader(TEMPLATES), autoescape=select_autoescape(("html",)), undefined=StrictUndefined)
    )
    for kind in (Environment, Known)
)


@given(given=WORDS, kind=WORDS, things=st.lists(WORDS, max_size=3))
@pytest.mark.parametrize("name", [name for name in TEMPLATES if name != "macros.html"])
def test_what_is_flat_says_the_same(name: str, given: str, kind: str, things: list[str]) -> None:
    context = {"given": given, "kind": kind, "things": things}
    plain = PLAIN.get_template(name).render(context)
    said = plain.translate(MARKS) if name.endswith(".html") else plain
    assert FLAT.get_template(name).render(context) == said


def test_a_macro_stands_where_it_is_called_and_is_not_imported() -> None:
    short = '{% from "macros.html" import mark, last as l %}<p>{{ mark("a", "b") }}{{ l("c") }}</p>'
    code = FLAT.compile(short, "short.html", raw=True)
    assert "context.call(" not in code
    assert "included_template" not in code
    assert """'<p><b class="b">a</b>Yn ôl c</p>'""" in code


def test_what_is_not_escaped_is_no_macro_of_what_is() -> None:
    assert "context.call(" in FLAT.compile(TEMPLATES["letter.txt"], "letter.txt", raw=True)
    assert "<b>&lt;</b>" in FLAT.get_template("letter.txt").render(given="<")


def test_only_what_is_known_is_written_out() -> None:
    code = FLAT.compile("{{ given }}{{ lang }}{{ council.name }}", "other.html", raw=True)
    assert "resolve('given')" in code
    assert "'cyAna &amp; Ben&#8217;s'" in code


def test_a_template_that_gives_a_name_of_its_own_to_something_is_left_its_name() -> None:
    assert FLAT.get_template("shadowed.html").render(given="en", things=["Ana"]) == "enAna"
